using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Noise;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion;

/// <summary>A U-Net over latents as a denoiser.</summary>
internal sealed class LatentDenoiser : ICheckpointingDenoiser
{
    private readonly UNet2DConditionModel network;
    private readonly LatentSchedule schedule;
    private readonly Prediction prediction;

    /// <summary>Makes a denoiser.</summary>
    /// <param name="network">The network; disposed with the denoiser.</param>
    /// <param name="schedule">The noise that it was trained with.</param>
    /// <param name="prediction">What it predicts.</param>
    public LatentDenoiser(UNet2DConditionModel network, LatentSchedule schedule, Prediction prediction)
    {
        (this.network, this.schedule, this.prediction) = (network, schedule, prediction);
        network.eval();
    }

    /// <inheritdoc/>
    public nn.Module Module => network;

    /// <summary>The network.</summary>
    public UNet2DConditionModel Network => network;

    /// <inheritdoc/>
    public bool GradientCheckpointing
    {
        get => network.GradientCheckpointing;
        set => network.GradientCheckpointing = value;
    }

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        using var scope = NewDisposeScope();
        return Estimate(network.Predict(Input(noised, t, condition)), noised, t).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var scope = NewDisposeScope();
        using var stages = network.Stages(Input(noised, t, condition)).GetEnumerator();
        // Conversions to float32 keep their gradient only before the rest of the pass goes without.
        var features = Outside(Collect(stages, wanted));
        using var graded = set_grad_enabled(is_grad_enabled() && wanted.EstimateNeedsGradient);
        while (stages.MoveNext() && stages.Current.Name != UNet2DConditionModel.Prediction) { }
        return new Denoised(Estimate(stages.Current.Result, noised, t).MoveToOuterDisposeScope(), features);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var scope = NewDisposeScope();
        using var stages = network.Stages(Input(noised, t, condition)).GetEnumerator();
        return Outside(Collect(stages, wanted));
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    /// <summary>Goes on with a pass until the last wanted feature is there.</summary>
    private List<Tensor> Collect(IEnumerator<UNetStage> stages, FeatureSelection wanted)
    {
        var known = UNetFeatures.Names(network.Config);
        foreach (var name in wanted.Names)
            if (!known.Contains(name)) throw new ArgumentException($"The network has no feature '{name}'; it has {string.Join(", ", known)}", nameof(wanted));

        var found = new Dictionary<string, Tensor>();
        while (!wanted.Names.All(found.ContainsKey) && stages.MoveNext())
            if (wanted.Names.Contains(stages.Current.Name)) found[stages.Current.Name] = stages.Current.Result;
        return [.. wanted.Names.Select(name => found[name])];
    }

    private UNetInput Input(Tensor noised, Tensor t, Condition? condition) => condition is TextCondition text
        ? new UNetInput(noised, schedule.Level(t).to_type(float32), text.Context, text.Pooled, text.Sizes)
        : throw new ArgumentException($"A latent U-Net takes texts, not {condition?.GetType().Name ?? "nothing"}", nameof(condition));

    /// <summary>x_0, in float32.</summary>
    private Tensor Estimate(Tensor output, Tensor noised, Tensor t)
    {
        Tensor PerSample(Tensor values) => values.to_type(float32).reshape(-1, 1, 1, 1);
        return prediction.ToClean(output.to_type(float32), noised, PerSample(schedule.Alpha(t)), PerSample(schedule.Sigma(t)));
    }

    private static List<Tensor> Outside(IEnumerable<Tensor> features) => [.. features.Select(feature => feature.to_type(float32).MoveToOuterDisposeScope())];
}
