using FDistill.Parity.Checks;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Noise;

/// <summary>A noise schedule as the peer defines it: α and σ in
/// float64, over a range of t, with a table of steps.</summary>
internal abstract class PeerSchedule(double minTime, double maxTime, int steps) : INoiseSchedule
{
    public double MinTime => minTime;

    public double MaxTime => maxTime;

    /// <summary>How many rows the table has.</summary>
    public int Steps => steps;

    /// <summary>What the table is called, and its rows: [steps] float64; null for a schedule without one.</summary>
    public virtual (string Name, Tensor Rows)? Table => null;

    /// <summary>Reads a schedule's arguments.</summary>
    public static PeerSchedule Of(Kwargs arguments)
    {
        var (minTime, maxTime, steps) = (arguments.Number("min_t"), arguments.Number("max_t"), arguments.Integer("num_steps"));
        switch (arguments.Text("schedule"))
        {
            case "edm":
                return new EdmTable(minTime, maxTime, steps, arguments.Number("rho"), arguments.Integer("min_step"), arguments.Integer("max_step"));
            case "alphas":
                arguments.Only("beta_schedule", "scaled_linear");
                return new AlphasTable(minTime, maxTime, steps, arguments.Number("beta_start"), arguments.Number("beta_end"));
            case "rf":
                return new RectifiedFlow(minTime, maxTime, steps);
            default:
                throw arguments.Unknown("schedule", "edm, alphas or rf");
        }
    }

    public abstract Tensor Alpha(Tensor t);

    public abstract Tensor Sigma(Tensor t);

    /// <summary>The times of a sampler of a few steps, the last of them 0: [steps + 1] float64.</summary>
    public virtual Tensor TimeList(int sampleSteps) => linspace(maxTime, 0, sampleSteps + 1, dtype: float64, device: CPU);

    public IReadOnlyList<double> StudentTimes(int steps)
    {
        using var scope = NewDisposeScope();
        return [.. TimeList(steps).data<double>().ToArray()[..^1]];
    }

    public Tensor Quantile(Tensor u) => throw new NotSupportedException();

    public Tensor Cumulative(Tensor t) => throw new NotSupportedException();

    public Tensor LossWeight(Tensor t) => throw new NotSupportedException();

    public Tensor TrainingTime(Tensor normal) => throw new NotSupportedException();

    public IReadOnlyList<double> SamplingTimes(int steps) => throw new NotSupportedException();
}
