using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Sampling;

/// <summary>A denoiser that stops when it is asked to: a sampler then ends between two network evaluations.</summary>
/// <param name="inner">Does the work; not disposed.</param>
/// <param name="cancel">Asks to stop. Every method then throws <see cref="OperationCanceledException"/>.</param>
public sealed class InterruptibleDenoiser(IDenoiser inner, CancellationToken cancel) : IDenoiser
{
    /// <inheritdoc/>
    public nn.Module Module => inner.Module;

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        cancel.ThrowIfCancellationRequested();
        return inner.Denoise(noised, t, condition);
    }

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        cancel.ThrowIfCancellationRequested();
        return inner.Denoise(noised, t, condition, wanted);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        cancel.ThrowIfCancellationRequested();
        return inner.Features(noised, t, condition, wanted);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
