namespace FDistill.Reports.Laboratory;

/// <summary>The divergence of an h, rebuilt from h alone: f'' =
/// h/r², integrated twice from r = 1 (Proposition 1).</summary>
/// <remarks>This is the standard form, f(1) = f'(1) = 0, which differs
/// from a textbook's f by some c (r − 1). All is done in x = log r, where
/// the integrals are tame, by adaptive Gauss–Kronrod quadrature.</remarks>
/// <param name="h">The weighting.</param>
public sealed class RebuiltDivergence(WeightFunction h)
{
    /// <summary>f(eˣ) = ∫₀ˣ (eˣ⁻ˢ − 1) h(eˢ) ds.</summary>
    /// <param name="logRatio">x.</param>
    public double F(double logRatio) => Integrate(s => Math.Exp(logRatio - s) - 1, logRatio);

    /// <summary>f'(eˣ) = ∫₀ˣ e⁻ˢ h(eˢ) ds.</summary>
    /// <param name="logRatio">x.</param>
    public double Slope(double logRatio) => Integrate(s => Math.Exp(-s), logRatio);

    /// <summary>f''(eˣ) = e⁻²ˣ h(eˣ).</summary>
    /// <param name="logRatio">x.</param>
    public double Curvature(double logRatio) => h.At(logRatio) * Math.Exp(-2 * logRatio);

    /// <summary>The convex conjugate f*(t) = sup_r (t r − f(r)) at t =
    /// f'(eˣ), where it is taken at r = eˣ: f* = ∫₀ˣ h(eˢ) ds.</summary>
    /// <param name="logRatio">x.</param>
    public double Conjugate(double logRatio) => Integrate(_ => 1, logRatio);

    private double Integrate(Func<double, double> kernel, double to) =>
        Quadrature.Integrate(places => [.. h.At(places).Select((weight, k) => kernel(places[k]) * weight)], 0, to);
}
