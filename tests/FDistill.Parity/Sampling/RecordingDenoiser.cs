using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Sampling;

/// <summary>A denoiser that keeps what it is asked and what it answers.</summary>
internal sealed class RecordingDenoiser(IDenoiser inner) : IDenoiser
{
    public List<double> Times { get; } = [];

    public List<Tensor> Inputs { get; } = [];

    public List<Tensor> Estimates { get; } = [];

    public nn.Module Module => inner.Module;

    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        var estimate = inner.Denoise(noised, t, condition);
        Times.Add(t[0].item<double>());
        Inputs.Add(noised.clone().DetachFromDisposeScope());
        Estimates.Add(estimate.clone().DetachFromDisposeScope());
        return estimate;
    }

    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) => throw new NotSupportedException();

    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) => throw new NotSupportedException();

    public void Dispose()
    {
        foreach (var kept in Inputs.Concat(Estimates)) kept.Dispose();
        inner.Dispose();
    }
}
