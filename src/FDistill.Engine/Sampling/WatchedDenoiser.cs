using FDistill.Plugins;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Sampling;

/// <summary>A denoiser that says so before every pass: a sampler is then watched,
/// and ends between two network evaluations where it is asked to stop.</summary>
/// <param name="inner">Does the work; not disposed.</param>
/// <param name="beforePass">Called before every pass; what it throws ends the sampling.</param>
public sealed class WatchedDenoiser(IDenoiser inner, Action beforePass) : IDenoiser, IDecorator
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public nn.Module Module => inner.Module;

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        beforePass();
        return inner.Denoise(noised, t, condition);
    }

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        beforePass();
        return inner.Denoise(noised, t, condition, wanted);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        beforePass();
        return inner.Features(noised, t, condition, wanted);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
