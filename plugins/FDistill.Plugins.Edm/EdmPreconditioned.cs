using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Preconditioning;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>D(x; σ) = c_skip x + c_out F(c_in x; c_noise): a network of the EDM
/// family with its preconditioning (Karras et al. 2022, Eq. 7 and Table 1).</summary>
/// <remarks>Coefficients are computed in float64 and then rounded,
/// the network in its own type, the result in float32.</remarks>
public sealed class EdmPreconditioned : nn.Module
{
    private readonly Tensor? u;
    private readonly UNet model;
    private readonly NetworkPlace place;
    private readonly IPreconditioning preconditioning;

    /// <summary>Makes a network with EDM's own preconditioning and zero weights, outside every dispose scope.</summary>
    /// <param name="options">Its kind and size.</param>
    /// <param name="sigmaData">The standard deviation of the data.</param>
    /// <param name="place">Where the weights live.</param>
    public EdmPreconditioned(UNetOptions options, double sigmaData, NetworkPlace place) : this(options, new EdmPreconditioning(sigmaData), place)
    {
    }

    /// <summary>Makes the network with zero weights, outside every dispose scope.</summary>
    /// <param name="options">Its kind and size.</param>
    /// <param name="preconditioning">Its preconditioning, whose table
    /// of noise levels, if it has one, becomes the network's.</param>
    /// <param name="place">Where the weights live.</param>
    public EdmPreconditioned(UNetOptions options, IPreconditioning preconditioning, NetworkPlace place) : base(nameof(EdmPreconditioned))
    {
        ArgumentNullException.ThrowIfNull(preconditioning);
        (this.place, this.preconditioning, u) = (place, preconditioning, preconditioning.Table);
        using var scope = NewDisposeScope();
        model = UNet.Create(options, place);
        RegisterComponents();
        foreach (var tensor in parameters().Concat(buffers())) tensor.DetachFromDisposeScope();
    }

    /// <summary>The network's kind and size.</summary>
    public UNetOptions Options => model.Options;

    /// <summary>The network F.</summary>
    public UNet Model => model;

    /// <summary>Fills the network with fresh weights.</summary>
    /// <param name="generator">A generator on the CPU.</param>
    public void DrawWeights(Generator generator) => InitialWeights.Draw(this, generator);

    /// <summary>One pass.</summary>
    /// <param name="noised">x: [N, C, H, W] float32.</param>
    /// <param name="sigma">[N] float64.</param>
    /// <param name="labels">[N, labels] float32; null: no label.</param>
    /// <param name="augment">[N, augmentation labels] float32; null: none.</param>
    /// <param name="tap">The features to keep.</param>
    /// <param name="after">What to do once they are computed.</param>
    /// <returns>D: [N, C, H, W] float32; null when stopped before.</returns>
    internal Tensor? Run(Tensor noised, Tensor sigma, Tensor? labels, Tensor? augment, FeatureTap tap, AfterFeatures after)
    {
        var coefficients = preconditioning.At(sigma);
        if (labels is null && Options.Labels > 0) labels = zeros([1, Options.Labels], dtype: float32, device: noised.device);

        var input = (noised * PerSample(coefficients.In)).to_type(place.Type);
        var output = model.Run(input, coefficients.Noise, labels?.to_type(place.Type), augment?.to_type(place.Type), tap, after);
        if (output is null) return null;
        using var graded = set_grad_enabled(is_grad_enabled() && after != AfterFeatures.WithoutGradient);
        if (Options.Outputs > Options.Channels) output = output.narrow(1, 0, Options.Channels);
        return addcmul(noised * PerSample(coefficients.Skip), output.to_type(float32), PerSample(coefficients.Out), value: 1);
    }

    private static Tensor PerSample(Tensor coefficient) => coefficient.to_type(float32).reshape(-1, 1, 1, 1);
}
