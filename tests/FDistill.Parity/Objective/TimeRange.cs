using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Objective;

/// <summary>A noise schedule of which only the range of t matters.</summary>
internal sealed class TimeRange(double minTime, double maxTime) : INoiseSchedule
{
    public double MinTime => minTime;

    public double MaxTime => maxTime;

    public Tensor Alpha(Tensor t) => throw new NotSupportedException();

    public Tensor Sigma(Tensor t) => throw new NotSupportedException();

    public Tensor Quantile(Tensor u) => throw new NotSupportedException();

    public Tensor Cumulative(Tensor t) => throw new NotSupportedException();

    public Tensor LossWeight(Tensor t) => throw new NotSupportedException();

    public Tensor TrainingTime(Tensor normal) => throw new NotSupportedException();

    public IReadOnlyList<double> StudentTimes(int steps) => throw new NotSupportedException();

    public IReadOnlyList<double> SamplingTimes(int steps) => throw new NotSupportedException();
}
