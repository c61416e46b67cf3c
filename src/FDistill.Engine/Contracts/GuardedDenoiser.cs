using FDistill.Plugins;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>A teacher's denoiser, or one that it made, whose results are held against
/// the contract: a plugin's mistake is reported as one where it is made.</summary>
/// <param name="teacher">Whose denoiser it is.</param>
/// <param name="inner">The denoiser; disposed with its guard.</param>
internal sealed class GuardedDenoiser(ITeacher teacher, IDenoiser inner) : IDenoiser, IDecorator
{
    private const string DenoiseMember = "IDenoiser.Denoise", FeaturesMember = "IDenoiser.Features", Estimate = "an estimate";

    private readonly Lazy<Dictionary<string, FeatureMap>> maps = new(() => teacher.Features.ToDictionary(map => map.Name));

    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public nn.Module Module => inner.Module;

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        var contract = new Contract(teacher, DenoiseMember);
        var estimate = inner.Denoise(noised, t, condition);
        CheckInputs(contract, noised, t);
        return contract.Result(estimate, Estimate, noised.shape, noised.device);
    }

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        var contract = new Contract(teacher, DenoiseMember);
        var denoised = contract.Present(inner.Denoise(noised, t, condition, wanted), "an estimate with features");
        CheckInputs(contract, noised, t);
        contract.Result(denoised.Estimate, Estimate, noised.shape, noised.device);
        CheckFeatures(contract, denoised.Features, wanted, noised);
        return denoised;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        var contract = new Contract(teacher, FeaturesMember);
        var features = inner.Features(noised, t, condition, wanted);
        CheckInputs(contract, noised, t);
        CheckFeatures(contract, features, wanted, noised);
        return features;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private static void CheckInputs(Contract contract, Tensor noised, Tensor t)
    {
        contract.LeftAlone(noised, "the noised samples");
        contract.LeftAlone(t, "the times");
    }

    private void CheckFeatures(Contract contract, IReadOnlyList<Tensor>? features, FeatureSelection wanted, Tensor noised)
    {
        var found = contract.Present(features, "a list of features");
        if (found.Count != wanted.Names.Count) throw contract.Broken($"it returned {found.Count} features; {wanted.Names.Count} were wanted: {string.Join(", ", wanted.Names)}");
        foreach (var (name, feature) in wanted.Names.Zip(found))
            if (maps.Value.TryGetValue(name, out var map))
                contract.Result(feature, $"the feature '{name}'", [noised.shape[0], map.Channels, map.Height, map.Width], noised.device);
    }
}
