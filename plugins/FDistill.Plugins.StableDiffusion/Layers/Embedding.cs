using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>A learned row for each of a number of indices.</summary>
internal sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="count">How many rows.</param>
    /// <param name="width">The width of a row.</param>
    /// <param name="place">Where the weights live.</param>
    public Embedding(long count, long width, NetworkPlace place) : base(nameof(Embedding))
    {
        weight = place.Zeros(count, width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">Indices, int64, of any shape.</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return weight.index_select(0, input.flatten()).reshape([.. input.shape, weight.shape[1]]).MoveToOuterDisposeScope();
    }
}
