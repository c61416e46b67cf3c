using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, looked up by index.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long? _paddingIndex;
    private readonly double? _maxNorm;
    private readonly double _normType;
    private readonly bool _scaleGradByFreq;
    private readonly bool _sparse;

    internal Embedding(
        Parameter weight, bool initialize, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
        : base(nameof(Embedding))
    {
        _paddingIndex = padding_idx < 0 ? weight.shape[0] + padding_idx : padding_idx;
        (_maxNorm, _normType, _scaleGradByFreq, _sparse) = (max_norm, norm_type, scale_grad_by_freq, sparse);
        this.weight = weight;
        if (initialize) Initialize();
    }

    public Parameter weight { get => GetParameterSlot(nameof(weight))!; set => SetParameterSlot(nameof(weight), value); }

    public override Tensor forward(Tensor input)
    {
        if (_maxNorm is { } limit)
        {
            using var _ = no_grad();
            Aten.embedding_renorm_(weight, input, limit, _normType);
        }
        return Aten.embedding(weight, input, _paddingIndex ?? -1, _scaleGradByFreq, _sparse);
    }

    private void Initialize()
    {
        nn.init.normal_(weight);
        if (_paddingIndex is not { } index) return;
        using var _ = no_grad();
        using var row = weight.select(0, index);
        row.zero_();
    }
}
