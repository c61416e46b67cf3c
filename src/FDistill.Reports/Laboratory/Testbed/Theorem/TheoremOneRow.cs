namespace FDistill.Reports.Laboratory.Testbed.Theorem;

/// <summary>Both sides of Theorem 1 for one divergence, at one noise
/// level, in one direction of the student's parameters.</summary>
/// <param name="Divergence">What the divergence is called.</param>
/// <param name="Dimension">D.</param>
/// <param name="Sigma">σ(t).</param>
/// <param name="Direction">What of the student moves.</param>
/// <param name="Distance">D_f(p_t‖q_t).</param>
/// <param name="Slope">Its derivative in that direction, by finite difference.</param>
/// <param name="Theorem">The same by Theorem 1: E_q[−h(r) (s_p − s_q)·∂x_t/∂θ].</param>
/// <param name="StandardError">Of the difference of the two, where
/// expectations are taken over draws; 0 where they are integrals.</param>
public sealed record TheoremOneRow(
    string Divergence, long Dimension, double Sigma, string Direction, double Distance, double Slope, double Theorem, double StandardError)
{
    private const double Integrated = 1e-6, StandardErrors = 5;

    /// <summary>By how much the two sides differ, relative to the larger.</summary>
    public double Difference => Math.Abs(Slope - Theorem) / Math.Max(Math.Max(Math.Abs(Slope), Math.Abs(Theorem)), 1e-300);

    /// <summary>Whether they are the same: to six digits where both are integrals,
    /// within five standard errors where both are means of draws.</summary>
    public bool Holds => Math.Abs(Slope - Theorem) <= Integrated * Math.Max(Math.Abs(Slope), Math.Abs(Theorem)) + StandardErrors * StandardError;
}
