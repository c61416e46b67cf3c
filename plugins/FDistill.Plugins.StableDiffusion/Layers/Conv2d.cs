using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>A convolution. Its weights are zero until they are loaded.</summary>
internal sealed class Conv2d : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly long stride;
    private readonly long padding;

    /// <summary>Makes the layer.</summary>
    /// <param name="inChannels">C of the input.</param>
    /// <param name="outChannels">C of the output.</param>
    /// <param name="kernel">The kernel's width.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="stride">Cells of the input to a cell of the output.</param>
    /// <param name="padding">Cells of zeros around the input; half a kernel's if null.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    public Conv2d(long inChannels, long outChannels, long kernel, NetworkPlace place, long stride = 1, long? padding = null, bool hasBias = true) : base(nameof(Conv2d))
    {
        (this.stride, this.padding) = (stride, padding ?? kernel / 2);
        weight = place.Zeros(outChannels, inChannels, kernel, kernel);
        if (hasBias) bias = place.Zeros(outChannels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.conv2d(input, weight, bias, strides: [stride, stride], padding: [padding, padding]);
}
