namespace FDistill.Reports.Laboratory;

/// <summary>Var_q[h(r)] / E_q[h(r)]² for p = N(0, 1) and q = N(m, 1) (Fig.
/// 5a): how unevenly samples count when the student is m away.</summary>
/// <remarks>Under q, log r = −m²/2 − m z with z ~ N(0, 1). That of h = r^γ is e^(γ²m²) − 1.</remarks>
public static class NormalizedVariance
{
    private const double Span = 10;

    /// <summary>The normalised variance: in closed form where the divergence has one, else by quadrature.</summary>
    /// <param name="h">The weighting.</param>
    /// <param name="m">How far the student's mean is from the teacher's, in standard deviations.</param>
    public static double Of(WeightFunction h, double m)
    {
        ArgumentNullException.ThrowIfNull(h);
        return h.Divergence.NormalizedVariance(m) ?? ByQuadrature(h, m);
    }

    /// <summary>The normalised variance, integrated.</summary>
    /// <param name="h">The weighting.</param>
    /// <param name="m">How far the student's mean is from the teacher's, in standard deviations.</param>
    public static double ByQuadrature(WeightFunction h, double m)
    {
        ArgumentNullException.ThrowIfNull(h);
        var mean = Expectation(h, m, power: 1);
        return Expectation(h, m, power: 2) / (mean * mean) - 1;
    }

    private static double Expectation(WeightFunction h, double m, int power)
    {
        // h² of forward-KL shifts the mass of the integrand by 2m.
        var reach = Span + 4 * m;
        return Quadrature.Integrate(places => Integrand(h, m, power, places), -reach, reach);
    }

    private static double[] Integrand(WeightFunction h, double m, int power, double[] z)
    {
        var weights = h.At([.. z.Select(place => -m * m / 2 - m * place)]);
        return [.. weights.Select((weight, k) => Math.Exp(-z[k] * z[k] / 2) / Math.Sqrt(2 * Math.PI) * Math.Pow(weight, power))];
    }
}
