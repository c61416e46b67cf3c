using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>Normalisation of the last dimension.</summary>
internal sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long width;
    private readonly double eps;

    /// <summary>Makes the layer with weight 1 and bias 0.</summary>
    /// <param name="width">The size of the last dimension.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="eps">Added to the variance.</param>
    public LayerNorm(long width, NetworkPlace place, double eps = 1e-5) : base(nameof(LayerNorm))
    {
        (this.width, this.eps) = (width, eps);
        weight = place.Ones(width);
        bias = place.Zeros(width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, [width], weight, bias, eps);
}
