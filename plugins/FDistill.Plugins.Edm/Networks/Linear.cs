using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>A fully connected layer: [N, in] → [N, out].</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>, IInitialised
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly InitialWeights initial;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="inFeatures">in.</param>
    /// <param name="outFeatures">out.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    /// <param name="initial">How fresh weights are drawn; null: <see cref="InitialWeights.Xavier"/>.</param>
    public Linear(long inFeatures, long outFeatures, NetworkPlace place, bool hasBias = true, InitialWeights? initial = null) : base(nameof(Linear))
    {
        ArgumentNullException.ThrowIfNull(place);
        this.initial = initial ?? InitialWeights.Xavier;
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

    void IInitialised.Draw(Generator generator) => initial.Fill(weight, bias, generator);
}
