using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>Halves the resolution by a convolution (diffusers, Downsample2D).</summary>
internal sealed class Downsample : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly long padding;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="padding">Cells of zeros around the input; 0: one row and one column at the end only.</param>
    /// <param name="place">Where the weights live.</param>
    public Downsample(long channels, long padding, NetworkPlace place) : base(nameof(Downsample))
    {
        this.padding = padding;
        conv = new Conv2d(channels, channels, 3, place, stride: 2, padding: padding);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var padded = padding > 0 ? input : nn.functional.pad(input, (0L, 1L, 0L, 1L));
        return conv.call(padded).MoveToOuterDisposeScope();
    }
}
