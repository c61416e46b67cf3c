using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Theorem;

/// <summary>
/// Theorem 1 (Eq. 3) put to the test: the derivative of D_f(p_t‖q_t) by
/// a finite difference, with f rebuilt from h (Proposition 1), against
/// E_q[−h(r) (s_p − s_q)·∂x_t/∂θ] with the exact scores.
/// </summary>
/// <param name="teacher">The teacher.</param>
/// <param name="options">How.</param>
public sealed class TheoremOne(IExactTeacher teacher, TheoremOneOptions options)
{
    /// <summary>Tests divergences.</summary>
    /// <param name="divergences">Which.</param>
    /// <param name="progress">Who watches.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <returns>A row for each divergence, noise level and direction.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IReadOnlyList<TheoremOneRow> Measure(IReadOnlyList<NamedDivergence> divergences, IProgress<TestbedProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(divergences);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var pair = new ExactPair(teacher, Students.OnEveryMode(teacher));
        var directions = MixtureDirection.Of(pair.Student.Components, pair.Student.Dimension);
        var watch = new Watch($"Theorem 1, D = {pair.Student.Dimension}", options.Levels.Count * directions.Count, progress, cancel);
        var rows = new List<TheoremOneRow>();
        foreach (var level in options.Levels)
        {
            var (t, sigma) = Level(level);
            var places = PlacesOfIntegration.Of(pair, t, options);
            foreach (var direction in directions)
            {
                watch.Check();
                var integrand = new GradientIntegrand(pair, places, direction, options.Step);
                rows.AddRange(divergences.Select(divergence => Row(divergence, integrand, places, sigma, direction)));
                watch.Done();
            }
        }

        return rows;
    }

    private static TheoremOneRow Row(NamedDivergence divergence, GradientIntegrand integrand, PlacesOfIntegration places, double sigma, MixtureDirection direction)
    {
        var h = new WeightFunction(divergence.Divergence);
        var (distance, slope, theorem, error) = integrand.Integrate(new TabulatedDivergence(h).F, h.At, places.AreDraws);
        return new(divergence.Name, places.X.shape[1], sigma, direction.Name, distance, slope, theorem, error);
    }

    private (double T, double Sigma) Level(double share)
    {
        using var scope = NewDisposeScope();
        var t = teacher.Noise.Quantile(tensor([share], dtype: float64, device: CPU));
        return (t.item<double>(), teacher.Noise.Sigma(t).item<double>());
    }
}
