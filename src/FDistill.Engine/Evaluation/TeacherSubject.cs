using FDistill.Engine.Sampling;
using FDistill.Teachers;

namespace FDistill.Engine.Evaluation;

/// <summary>A teacher as it is measured for one row.</summary>
/// <param name="Name">What tells the row from the teacher's others: <c>35 evaluations</c>, or <c>ddim 50, guidance 3</c>.</param>
/// <param name="Sampler">How it is sampled.</param>
public sealed record TeacherSubject(string Name, TeacherSampler Sampler)
{
    /// <summary>EDM's sampler at a fifth of its customary evaluations, and at all of them. (peer)</summary>
    private static readonly int[] EdmSteps = [3, 5, 7, 18];

    /// <summary>The rows that an evaluation asks for: at each of its ways of sampling or numbers of steps, or else as is customary for the teacher.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="options">The evaluation.</param>
    /// <exception cref="ArgumentException">The teacher cannot be sampled so; the message says what there is.</exception>
    public static IReadOnlyList<TeacherSubject> Of(ITeacher teacher, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(options);
        if (options.TeacherSamplers is { } rows) return [.. rows.Select(row => Described(teacher, row.Sampling))];
        if (options.TeacherSteps.Count == 0 && teacher.Samplers is not null) return [Described(teacher, new TeacherSampling())];
        return [.. (options.TeacherSteps.Count > 0 ? options.TeacherSteps : EdmSteps).Select(steps => Counted(teacher, new TeacherSampling { Steps = steps }))];
    }

    private static TeacherSubject Described(ITeacher teacher, TeacherSampling sampling)
    {
        var sampler = new TeacherSampler(teacher, sampling);
        var (eta, guidance) = (sampler.Eta > 0 ? FormattableString.Invariant($", eta {sampler.Eta}") : "", sampler.Guidance == 1 ? "" : FormattableString.Invariant($", guidance {sampler.Guidance}"));
        var churn = sampling.Churn.Churn > 0 ? FormattableString.Invariant($", churn {sampling.Churn.Churn}") : "";
        return new TeacherSubject(FormattableString.Invariant($"{sampler.Name} {sampler.Steps}") + eta + churn + guidance, sampler);
    }

    private static TeacherSubject Counted(ITeacher teacher, TeacherSampling sampling)
    {
        var sampler = new TeacherSampler(teacher, sampling);
        return new TeacherSubject($"{sampler.Evaluations} evaluations", sampler);
    }
}
