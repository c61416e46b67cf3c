using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>A fully connected layer: [N, in] → [N, out].</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>, IInitialised
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly double gain;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="inFeatures">in.</param>
    /// <param name="outFeatures">out.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    /// <param name="gain">The gain of fresh weights.</param>
    public Linear(long inFeatures, long outFeatures, NetworkPlace place, bool hasBias = true, double gain = 1) : base(nameof(Linear))
    {
        ArgumentNullException.ThrowIfNull(place);
        this.gain = gain;
        InFeatures = inFeatures;
        weight = place.Zeros(outFeatures, inFeatures);
        if (hasBias) bias = place.Zeros(outFeatures);
        RegisterComponents();
    }

    /// <summary>The number of inputs.</summary>
    public long InFeatures { get; }

    /// <summary>[out, in].</summary>
    internal Parameter Weight => weight;

    /// <summary>[out].</summary>
    internal Parameter? Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);

    void IInitialised.Draw(Generator generator) => WeightInitialisation.XavierUniform(weight, gain, generator);
}
