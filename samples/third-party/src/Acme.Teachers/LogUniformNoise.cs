using FDistill.Teachers;
using static TorchSharp.torch;

namespace Acme.Teachers;

/// <summary>α = 1 and σ = t, with t log-uniform between 0.002 and 80.</summary>
internal sealed class LogUniformNoise : INoiseSchedule
{
    private static readonly double Span = Math.Log(80 / 0.002);

    /// <inheritdoc/>
    public double MinTime => 0.002;

    /// <inheritdoc/>
    public double MaxTime => 80;

    /// <inheritdoc/>
    public Tensor Alpha(Tensor t) => ones_like(t);

    /// <inheritdoc/>
    public Tensor Sigma(Tensor t) => t.clone();

    /// <inheritdoc/>
    public Tensor Quantile(Tensor u) => ((u * Span).exp() * MinTime).clamp(MinTime, MaxTime);

    /// <inheritdoc/>
    public Tensor Cumulative(Tensor t) => (t / MinTime).log() / Span;

    /// <inheritdoc/>
    /// <remarks>EDM, Table 1: (σ² + σ_data²) / (σ σ_data)².</remarks>
    public Tensor LossWeight(Tensor t) => (t.square() + 0.25) / (t * 0.5).square();

    /// <inheritdoc/>
    /// <remarks>EDM, Table 1: log-normal with mean −1.2 and deviation 1.2.</remarks>
    public Tensor TrainingTime(Tensor normal) => (normal * 1.2 - 1.2).exp();

    /// <inheritdoc/>
    public IReadOnlyList<double> StudentTimes(int steps) => [.. Enumerable.Range(0, steps).Select(step => MaxTime * Math.Exp(-Span * step / steps))];

    /// <inheritdoc/>
    public IReadOnlyList<double> SamplingTimes(int steps) => [.. Enumerable.Range(0, steps).Select(step => MaxTime * Math.Exp(-Span * step / Math.Max(1, steps - 1))), 0];
}
