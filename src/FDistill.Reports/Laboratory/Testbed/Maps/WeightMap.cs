namespace FDistill.Reports.Laboratory.Testbed.Maps;

/// <summary>A plane of sample space with the densities of teacher and student and with each divergence's h.</summary>
/// <param name="Sigma">The noise level σ(t).</param>
/// <param name="X">Places along the first coordinate.</param>
/// <param name="Y">Places along the second.</param>
/// <param name="Teacher">p_t, [y, x].</param>
/// <param name="Student">q_t, [y, x].</param>
/// <param name="LogRatio">log r_t, [y, x].</param>
/// <param name="Weights">h of each divergence.</param>
public sealed record WeightMap(
    double Sigma, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<IReadOnlyList<double>> Teacher, IReadOnlyList<IReadOnlyList<double>> Student,
    IReadOnlyList<IReadOnlyList<double>> LogRatio, IReadOnlyList<MappedWeight> Weights);

/// <summary>h of a divergence over the plane.</summary>
/// <param name="Divergence">What the divergence is called.</param>
/// <param name="H">h(r_t) over its mean under q_t, as stage 2 has it, [y, x].</param>
/// <param name="ByTeacherDensity">The mean of that h over each fifth of the student's samples,
/// from those where the teacher's density is lowest to those where it is highest.</param>
public sealed record MappedWeight(string Divergence, IReadOnlyList<IReadOnlyList<double>> H, IReadOnlyList<double> ByTeacherDensity);
