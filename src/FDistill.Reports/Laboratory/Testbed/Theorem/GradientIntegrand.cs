using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Theorem;

/// <summary>All of Theorem 1 that no divergence enters, at one noise
/// level and in one direction: computed once for all of them.</summary>
internal sealed class GradientIntegrand
{
    /// <summary>The central difference of five points: its error is of the fourth order in the step.</summary>
    private static readonly (int Steps, double Weight)[] Difference = [(-2, 1.0 / 12), (-1, -2.0 / 3), (1, 2.0 / 3), (2, -1.0 / 12)];

    private readonly double step;
    private readonly (double[] Mass, double[] Ratio) here;
    private readonly (double[] Mass, double[] Ratio)[] around;
    private readonly double[] pull;

    /// <summary>Computes it.</summary>
    /// <param name="pair">Teacher and student.</param>
    /// <param name="places">Where integrals are taken.</param>
    /// <param name="direction">What of the student moves.</param>
    /// <param name="step">The step of the finite difference.</param>
    public GradientIntegrand(ExactPair pair, PlacesOfIntegration places, MixtureDirection direction, double step)
    {
        this.step = step;
        using var scope = NewDisposeScope();
        var (x, t) = (places.X, places.T);
        var logTeacher = pair.LogTeacher(x, t);
        (double[] Mass, double[] Ratio) At(double by)
        {
            var log = pair.Student.Moved(direction, by).LogMarginal(x, t);
            return (Values((log + places.LogWeights).exp()), Values(logTeacher - log));
        }

        here = At(0);
        around = [.. Difference.Select(term => At(term.Steps * step))];
        pull = Values(((pair.TeacherScore(x, t) - pair.Student.Score(x, t)) * pair.Student.Carried(x, t, direction)).sum(1));
    }

    /// <summary>D_f, its derivative and what Theorem 1 says of it.</summary>
    /// <param name="f">f at each log r.</param>
    /// <param name="h">h at each log r.</param>
    /// <param name="areDraws">Whether to report a standard error.</param>
    public (double Distance, double Slope, double Theorem, double StandardError) Integrate(Func<double[], double[]> f, Func<double[], double[]> h, bool areDraws)
    {
        var weights = h(here.Ratio);
        double[] theorem = [.. here.Mass.Select((mass, n) => -mass * weights[n] * pull[n])];
        var slopes = new double[theorem.Length];
        foreach (var (term, (mass, ratio)) in Difference.Zip(around))
        {
            var values = f(ratio);
            for (var n = 0; n < slopes.Length; n++) slopes[n] += term.Weight / step * mass[n] * values[n];
        }

        double[] differences = [.. slopes.Zip(theorem, (a, b) => a - b)];
        var mean = differences.Average();
        var error = areDraws ? Math.Sqrt(differences.Sum(difference => Math.Pow(difference - mean, 2)) * differences.Length / (differences.Length - 1)) : 0;
        return (here.Mass.Zip(f(here.Ratio), (mass, value) => mass * value).Sum(), slopes.Sum(), theorem.Sum(), error);
    }

    private static double[] Values(Tensor tensor) => tensor.data<double>().ToArray();
}
