using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>A fully connected layer: […, in] → […, out]. Its weights are zero until they are loaded.</summary>
internal sealed class Linear : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="inFeatures">in.</param>
    /// <param name="outFeatures">out.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    /// <param name="asConvolution">Whether files hold the weights in the shape
    /// of a 1×1 convolution, which over rows of cells is the same thing.</param>
    public Linear(long inFeatures, long outFeatures, NetworkPlace place, bool hasBias = true, bool asConvolution = false) : base(nameof(Linear))
    {
        weight = asConvolution ? place.Zeros(outFeatures, inFeatures, 1, 1) : place.Zeros(outFeatures, inFeatures);
        if (hasBias) bias = place.Zeros(outFeatures);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return nn.functional.linear(input, weight.flatten(1), bias).MoveToOuterDisposeScope();
    }
}
