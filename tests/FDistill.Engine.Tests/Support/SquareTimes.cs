using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Support;

/// <summary>A schedule whose times are the squares of uniform numbers, from 0 to 4: α = 1 − t/8, σ = t.</summary>
internal sealed class SquareTimes : INoiseSchedule
{
    public double MinTime => 0;

    public double MaxTime => 4;

    public Tensor Alpha(Tensor t) => 1 - t / 8;

    public Tensor Sigma(Tensor t) => t;

    public Tensor Quantile(Tensor u) => 4 * u.square();

    public Tensor Cumulative(Tensor t) => (t / 4).sqrt();

    public Tensor LossWeight(Tensor t) => 1 + t;

    public Tensor TrainingTime(Tensor normal) => normal.exp();

    public IReadOnlyList<double> StudentTimes(int steps) => [.. Enumerable.Range(0, steps).Select(step => 4.0 * (steps - step) / steps)];

    public IReadOnlyList<double> SamplingTimes(int steps) => [.. Enumerable.Range(0, steps + 1).Select(step => 4.0 * (steps - step) / steps)];
}
