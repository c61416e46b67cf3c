using FDistill.Plugins.Edm.Networks;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>An EDM network as a denoiser.</summary>
/// <param name="network">The network; disposed with the denoiser.</param>
public sealed class EdmDenoiser(EdmPreconditioned network) : IAugmentedDenoiser
{
    /// <inheritdoc/>
    public nn.Module Module => network;

    /// <summary>The network.</summary>
    public EdmPreconditioned Network => network;

    /// <inheritdoc/>
    public int AugmentLabels => network.Options.AugmentLabels;

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition) => Denoise(noised, t, condition, augmentLabels: null);

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition, Tensor? augmentLabels)
    {
        using var scope = NewDisposeScope();
        return network.Run(noised, t, Labels(condition), augmentLabels, FeatureTap.None, AfterFeatures.Continue)!.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var scope = NewDisposeScope();
        var tap = Tap(wanted);
        var estimate = network.Run(noised, t, Labels(condition), augment: null, tap, wanted.EstimateNeedsGradient ? AfterFeatures.Continue : AfterFeatures.WithoutGradient)!;
        return new Denoised(estimate.MoveToOuterDisposeScope(), Outside(tap));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var scope = NewDisposeScope();
        var tap = Tap(wanted);
        network.Run(noised, t, Labels(condition), augment: null, tap, AfterFeatures.Stop);
        return Outside(tap);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private static Tensor? Labels(Condition? condition) => condition switch
    {
        null => null,
        LabelCondition label => label.OneHot,
        _ => throw new ArgumentException($"An EDM network takes labels, not {condition.GetType().Name}", nameof(condition)),
    };

    private FeatureTap Tap(FeatureSelection wanted)
    {
        var known = network.Model.Features.Select(map => map.Name).ToList();
        foreach (var name in wanted.Names)
            if (!known.Contains(name)) throw new ArgumentException($"The network has no feature '{name}'; it has {string.Join(", ", known)}", nameof(wanted));
        return new FeatureTap(wanted.Names);
    }

    private static List<Tensor> Outside(FeatureTap tap) =>
        [.. tap.Features.Select(feature => feature.to_type(float32).contiguous().MoveToOuterDisposeScope())];
}
