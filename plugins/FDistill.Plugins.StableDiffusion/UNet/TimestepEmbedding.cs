using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>Two layers that learn from a sinusoidal embedding (diffusers, TimestepEmbedding).</summary>
internal sealed class TimestepEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear_1;
    private readonly Linear linear_2;

    /// <summary>Makes the layers with zero weights.</summary>
    /// <param name="inFeatures">The width of the input.</param>
    /// <param name="outFeatures">The width of the result.</param>
    /// <param name="place">Where the weights live.</param>
    public TimestepEmbedding(long inFeatures, long outFeatures, NetworkPlace place) : base(nameof(TimestepEmbedding))
    {
        linear_1 = new Linear(inFeatures, outFeatures, place);
        linear_2 = new Linear(outFeatures, outFeatures, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return linear_2.call(nn.functional.silu(linear_1.call(input))).MoveToOuterDisposeScope();
    }
}
