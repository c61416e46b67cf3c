using FDistill.Plugins;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Sampling;

/// <summary>A denoiser with classifier-free guidance, D_∅ + g·(D_c − D_∅)
/// (Ho and Salimans 2022), both in one pass of twice the samples.</summary>
/// <param name="inner">Does the work; not disposed.</param>
/// <param name="conditions">Gives the empty condition ∅.</param>
/// <param name="guidance">g.</param>
/// <remarks>For sampling: features are those of the condition alone.</remarks>
internal sealed class GuidedDenoiser(IDenoiser inner, IConditionEncoder conditions, double guidance) : IDenoiser, IDecorator
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public nn.Module Module => inner.Module;

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        using var scope = NewDisposeScope();
        var both = conditions.Null(noised.shape[0])!.Concat(condition!);
        var parts = inner.Denoise(cat([noised, noised], 0), cat([t, t], 0), both).chunk(2, 0);
        return (parts[0] + (guidance * (parts[1] - parts[0]))).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) =>
        new(Denoise(noised, t, condition), Features(noised, t, condition, wanted));

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) => inner.Features(noised, t, condition, wanted);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
