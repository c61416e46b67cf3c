using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>D(x; σ) = c_skip x + c_out F(c_in x; c_noise): EDM's preconditioning around its network (Karras et al. 2022, Eq. 7 and Table 1).</summary>
/// <remarks>Coefficients are computed in float64 and then rounded, the network in its own type, the result in float32.</remarks>
public sealed class EdmPreconditioned : nn.Module
{
    private readonly SongUNet model;
    private readonly NetworkPlace place;
    private readonly double sigmaData;

    /// <summary>Makes the network with zero weights, outside every dispose scope.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="sigmaData">The standard deviation of the data.</param>
    /// <param name="place">Where the weights live.</param>
    public EdmPreconditioned(SongUNetOptions options, double sigmaData, NetworkPlace place) : base(nameof(EdmPreconditioned))
    {
        (this.place, this.sigmaData, Options) = (place, sigmaData, options);
        using var scope = NewDisposeScope();
        model = new SongUNet(options, place);
        RegisterComponents();
        foreach (var tensor in parameters().Concat(buffers())) tensor.DetachFromDisposeScope();
    }

    /// <summary>The network's size.</summary>
    public SongUNetOptions Options { get; }

    /// <summary>The network F.</summary>
    public SongUNet Model => model;

    /// <summary>Fills the network with fresh weights.</summary>
    /// <param name="generator">A generator on the CPU.</param>
    public void DrawWeights(Generator generator) => WeightInitialisation.Draw(this, generator);

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
        var variance = sigma.square().add(sigmaData * sigmaData);
        var deviation = variance.sqrt();
        var cIn = PerSample(deviation.reciprocal());
        var cNoise = sigma.clamp_min(1e-6).log().div(4).to_type(float32);
        if (labels is null && Options.Labels > 0) labels = zeros([1, Options.Labels], dtype: float32, device: noised.device);

        var output = model.Run((noised * cIn).to_type(place.Type), cNoise, labels?.to_type(place.Type), augment?.to_type(place.Type), tap, after);
        if (output is null) return null;
        using var graded = set_grad_enabled(is_grad_enabled() && after != AfterFeatures.WithoutGradient);
        var cSkip = PerSample(variance.reciprocal().mul(sigmaData * sigmaData));
        var cOut = PerSample(sigma.mul(sigmaData).div(deviation));
        return addcmul(noised * cSkip, output.to_type(float32), cOut, value: 1);
    }

    private static Tensor PerSample(Tensor coefficient) => coefficient.to_type(float32).reshape(-1, 1, 1, 1);
}
