using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>Raises the resolution: repeats cells, then convolves (diffusers, Upsample2D).</summary>
internal sealed class Upsample : nn.Module<Tensor, long[]?, Tensor>
{
    private readonly Conv2d conv;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="channels">C.</param>
    /// <param name="place">Where the weights live.</param>
    public Upsample(long channels, NetworkPlace place) : base(nameof(Upsample))
    {
        conv = new Conv2d(channels, channels, 3, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="size">Height and width of the result; null: twice the input's. A
    /// resolution that was odd before it was halved is not twice its half.</param>
    public override Tensor forward(Tensor input, long[]? size)
    {
        using var scope = NewDisposeScope();
        size ??= [2 * input.shape[2], 2 * input.shape[3]];
        return conv.call(nn.functional.interpolate(input, size: size, mode: InterpolationMode.Nearest)).MoveToOuterDisposeScope();
    }
}
