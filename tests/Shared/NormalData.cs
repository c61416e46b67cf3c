using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>The exact denoiser of normal data with mean 0, at α = 1
/// and σ = t, and how the probability flow moves a point.</summary>
internal sealed class NormalData(double deviation) : IDenoiser, INoiseSchedule
{
    private readonly double variance = deviation * deviation;

    public int Evaluations { get; private set; }

    public double MinTime => 0.02;

    public double MaxTime => 10;

    public nn.Module Module => throw new NotSupportedException();

    /// <summary>What becomes of z: the flow takes it to the smallest noise level,
    /// where it is at the same quantile, and the estimate from there to 0.</summary>
    public Tensor EndOf(Tensor noise)
    {
        double Total(double time) => variance + (time * time);
        return noise.to_type(float64) * MaxTime * Math.Sqrt(Total(MinTime) / Total(MaxTime)) * variance / Total(MinTime);
    }

    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition)
    {
        Evaluations++;
        return noised * (variance / (variance + t.square())).to_type(float32).view(-1, 1, 1, 1);
    }

    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) => throw new NotSupportedException();

    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) => throw new NotSupportedException();

    public Tensor Alpha(Tensor t) => ones_like(t);

    public Tensor Sigma(Tensor t) => t.alias();

    public Tensor Quantile(Tensor u) => throw new NotSupportedException();

    public Tensor Cumulative(Tensor t) => throw new NotSupportedException();

    public Tensor LossWeight(Tensor t) => throw new NotSupportedException();

    public Tensor TrainingTime(Tensor normal) => throw new NotSupportedException();

    public IReadOnlyList<double> StudentTimes(int steps) => [.. Enumerable.Range(0, steps).Select(step => MaxTime * (steps - step) / steps)];

    public IReadOnlyList<double> SamplingTimes(int steps)
    {
        double Time(int step) => Math.Pow(Math.Pow(MaxTime, 1 / 7.0) + (step / Math.Max(1.0, steps - 1) * (Math.Pow(MinTime, 1 / 7.0) - Math.Pow(MaxTime, 1 / 7.0))), 7);
        return [.. Enumerable.Range(0, steps).Select(Time), 0];
    }

    public void Dispose()
    {
    }
}
