using FDistill.Engine.Numerics;

namespace FDistill.Engine.Training.Networks;

/// <summary>β of a moving average, iteration by iteration (FastGen), and over many iterations at once.</summary>
/// <param name="options">Its form.</param>
/// <param name="batch">Samples in an iteration, over all processes and accumulated batches.</param>
/// <param name="every">The network is updated in every n-th iteration.</param>
public sealed class EmaDecay(EmaOptions options, long batch, int every = 1)
{
    /// <summary>Half-lives are at least this many samples (FastGen).</summary>
    private const double SmallestHalfLife = 1e-8;

    /// <summary>With a warm-up, β is at most (1 + k)/(10 + k).</summary>
    private const int WarmUpLag = 9;

    /// <summary>The last iteration whose average is the network itself, so that β is 0.</summary>
    private long Start => Math.Max(options.Start, options is { Form: EmaForm.Constant, WarmUp: true } ? every : 0);

    /// <summary>β in an iteration.</summary>
    /// <param name="iteration">Its number, from 1 on.</param>
    public double At(long iteration) => Over(iteration - 1, iteration);

    /// <summary>The share of an average that is left of it after further
    /// iterations: the product of their β, in closed form.</summary>
    /// <param name="from">The iteration that the average is of; 0: the start.</param>
    /// <param name="to">The last of the iterations.</param>
    public double Over(long from, long to)
    {
        if (from >= to) return 1;
        if (from < Start) return 0;
        return options.Form switch
        {
            EmaForm.Constant => Constant(from, to),
            EmaForm.Power => Math.Pow((double)from / to, options.Gamma + 1),
            EmaForm.HalfLife => HalfLife(from, to),
            _ => throw new ArgumentOutOfRangeException(nameof(to), options.Form, "unknown form"),
        };
    }

    /// <summary>The share of the weights that a run starts from in its average at
    /// the end: the network is a copy of them until its first update.</summary>
    /// <param name="iterations">The run's iterations.</param>
    public double ShareOfStart(long iterations) => Over(every - 1, iterations);

    /// <summary>Π min(β, (1 + k)/(10 + k)). The fractions rise, so there
    /// is one iteration from which on β is the smaller one.</summary>
    private double Constant(long from, long to)
    {
        if (!options.WarmUp) return Math.Pow(options.Decay, to - from);
        var warm = Crossing((10 * options.Decay - 1) / (1 - options.Decay), from, to);
        return Rising(from, warm) * Math.Pow(options.Decay, to - warm);
    }

    /// <summary>Π (1 + k)/(10 + k), of which all but nine numerators and nine denominators cancel.</summary>
    private static double Rising(long from, long to)
    {
        var product = 1.0;
        for (var i = 2; i < 2 + WarmUpLag; i++) product *= (from + i) / ((double)to + i);
        return product;
    }

    /// <summary>Π 2^(−batch/halfLife_k): a half-life that is a
    /// share of the samples so far makes a sum of 1/k.</summary>
    private double HalfLife(long from, long to)
    {
        var samples = Math.Max(options.HalfLife * 1000, SmallestHalfLife);
        var ramp = options.RampUp > 0 ? Crossing(samples / (batch * options.RampUp), from, to) : from;
        var rising = ramp > from ? (HarmonicNumber.Of(ramp) - HarmonicNumber.Of(from)) / options.RampUp : 0;
        return Math.Pow(0.5, rising + (to - ramp) * (batch / samples));
    }

    /// <summary>The last of some iterations that is not beyond a limit.</summary>
    private static long Crossing(double limit, long from, long to) => limit >= to ? to : Math.Max(from, (long)Math.Floor(limit));
}
