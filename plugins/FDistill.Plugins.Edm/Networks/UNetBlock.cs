using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>A residual block of two convolutions, with optional resampling
/// and self-attention (EDM, training/networks.py, UNetBlock).</summary>
public sealed class UNetBlock : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly UNetBlockOptions options;
    private readonly GroupNorm norm0;
    private readonly Conv2d conv0;
    private readonly Linear affine;
    private readonly GroupNorm norm1;
    private readonly Conv2d conv1;
    private readonly Conv2d? skip;
    private readonly GroupNorm? norm2;
    private readonly Conv2d? qkv;
    private readonly Conv2d? proj;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="options">What it is made of.</param>
    /// <param name="place">Where the weights live.</param>
    public UNetBlock(UNetBlockOptions options, NetworkPlace place) : base(nameof(UNetBlock))
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var (cin, cout, resample) = (options.InChannels, options.OutChannels, options.Resample);
        var filter = new ResampleFilter(options.ResampleFilter);
        norm0 = new GroupNorm(cin, place, options.Eps);
        conv0 = new Conv2d(cin, cout, 3, place, resample, filter, options.Initial);
        affine = new Linear(options.EmbeddingChannels, options.AdaptiveScale ? 2 * cout : cout, place, initial: options.Initial);
        norm1 = new GroupNorm(cout, place, options.Eps);
        conv1 = new Conv2d(cout, cout, 3, place, initial: options.InitialOutputs);
        if (cin != cout || resample != Resample.None)
            skip = new Conv2d(cin, cout, options.ResampleProjection || cin != cout ? 1 : 0, place, resample, filter, options.Initial);
        if (options.Heads > 0)
        {
            norm2 = new GroupNorm(cout, place, options.Eps);
            qkv = new Conv2d(cout, 3 * cout, 1, place, initial: options.InitialAttention);
            proj = new Conv2d(cout, cout, 1, place, initial: options.InitialOutputs);
        }
        RegisterComponents();
    }

    /// <summary>Channels of the input.</summary>
    public long InChannels => options.InChannels;

    /// <summary>Channels of the output.</summary>
    public long OutChannels => options.OutChannels;

    /// <summary>The layer that maps the embedding to one number per
    /// channel; the network may compute all blocks' at once.</summary>
    internal Linear Affine => affine;

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="embedding">[N, embedding channels].</param>
    public override Tensor forward(Tensor input, Tensor embedding) => ForwardModulated(input, affine.forward(embedding));

    /// <summary>The block, given what its affine layer makes of the embedding.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="modulation">[N, C] or, with an adaptive scale, [N, 2C].</param>
    internal Tensor ForwardModulated(Tensor input, Tensor modulation)
    {
        using var scope = NewDisposeScope();
        var hidden = SecondConvolution(FirstConvolution(input), modulation.unsqueeze(-1).unsqueeze(-1));
        hidden = skip is null ? hidden.add_(input, alpha: options.SkipScale) : hidden.add_(skip.ForwardScaled(input, options.SkipScale));
        if (proj is not null) hidden = Attention(hidden).add_(hidden, alpha: options.SkipScale);
        return hidden.MoveToOuterDisposeScope();
    }

    // Each of these has a scope of its own, so that without gradients memory
    // is used again while it is still in the cache. The factor of the
    // residual sums is folded into the weights of what is added. No backward
    // pass needs a convolution's result: adding to it in place is safe.

    private Tensor FirstConvolution(Tensor input)
    {
        using var scope = NewDisposeScope();
        return conv0.forward(Silu(norm0.forward(input))).MoveToOuterDisposeScope();
    }

    private Tensor SecondConvolution(Tensor hidden, Tensor modulation)
    {
        using var scope = NewDisposeScope();
        return conv1.ForwardScaled(Dropped(Silu(Modulate(hidden, modulation))), options.SkipScale).MoveToOuterDisposeScope();
    }

    private Tensor Attention(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var mixed = SelfAttention.Mix(qkv!.ForwardQueriesFirst(norm2!.forward(hidden), options.Heads), options.Heads);
        return proj!.ForwardScaled(mixed, options.SkipScale).MoveToOuterDisposeScope();
    }

    private Tensor Modulate(Tensor hidden, Tensor modulation)
    {
        if (!options.AdaptiveScale) return norm1.forward(hidden.add_(modulation));
        var parts = modulation.chunk(2, dim: 1);
        return addcmul(parts[1], norm1.forward(hidden), parts[0] + 1, value: 1);
    }

    private Tensor Dropped(Tensor hidden) => options.Dropout > 0 && training ? nn.functional.dropout(hidden, options.Dropout, training: true) : hidden;

    /// <summary>x·sigmoid(x), in place where no gradient will ask for x.</summary>
    private static Tensor Silu(Tensor normalised) => nn.functional.silu(normalised, inplace: !normalised.requires_grad);
}
