using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Support;

/// <summary>A noise schedule given by functions of t, for objectives that are recorded without a network.</summary>
internal sealed class GivenSchedule(double minTime, double maxTime, Func<Tensor, Tensor>? alpha = null, Func<Tensor, Tensor>? sigma = null) : INoiseSchedule
{
    public double MinTime => minTime;

    public double MaxTime => maxTime;

    public Tensor Alpha(Tensor t) => alpha is null ? ones_like(t) : alpha(t);

    public Tensor Sigma(Tensor t) => sigma is null ? t : sigma(t);

    public Tensor Quantile(Tensor u) => throw new NotSupportedException();

    public Tensor Cumulative(Tensor t) => throw new NotSupportedException();

    public Tensor LossWeight(Tensor t) => throw new NotSupportedException();

    public Tensor TrainingTime(Tensor normal) => throw new NotSupportedException();

    public IReadOnlyList<double> StudentTimes(int steps) => throw new NotSupportedException();

    public IReadOnlyList<double> SamplingTimes(int steps) => throw new NotSupportedException();
}
