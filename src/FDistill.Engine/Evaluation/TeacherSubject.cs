using FDistill.Engine.Sampling;
using FDistill.Teachers;

namespace FDistill.Engine.Evaluation;

/// <summary>A teacher as it is measured for one row.</summary>
/// <param name="Name">What distinguishes the row from the teacher's
/// others: <c>35 evaluations</c>, or <c>ddim 50, guidance 3</c>.</param>
/// <param name="Sampler">How it is sampled.</param>
public sealed record TeacherSubject(string Name, TeacherSampler Sampler)
{
    /// <summary>EDM's sampler at a fifth of its customary evaluations, and at all of them. (peer)</summary>
    private static readonly int[] EdmSteps = [3, 5, 7, 18];

    /// <summary>The rows that an evaluation asks for: at each of its ways of sampling
    /// or numbers of steps, or else as is customary for the teacher.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="options">The evaluation.</param>
    /// <exception cref="ArgumentException">The teacher cannot be
    /// sampled so; the message says what there is.</exception>
    public static IReadOnlyList<TeacherSubject> Of(ITeacher teacher, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(options);
        if (options.TeacherSamplers is { } rows) return [.. rows.Select(row => Described(teacher, row.Sampling))];
        if (options.TeacherSteps.Count == 0 && teacher.Samplers is not null) return [Described(teacher, new TeacherSampling())];
        return [.. (options.TeacherSteps.Count > 0 ? options.TeacherSteps : EdmSteps).Select(steps => Counted(teacher, new TeacherSampling { Steps = steps }))];
    }

    /// <summary>All that its samples depend on besides weights, noise and captions.</summary>
    public string Identity { get; private init; } = Sampler.Description;

    private static TeacherSubject Described(ITeacher teacher, TeacherSampling sampling)
    {
        var (sampler, churn) = (new TeacherSampler(teacher, sampling), sampling.Churn);
        List<string> words = [FormattableString.Invariant($"{sampler.Name} {sampler.Steps}")];
        if (sampler.Eta > 0) words.Add(FormattableString.Invariant($"eta {sampler.Eta}"));
        if (churn.Churn > 0) words.Add(FormattableString.Invariant($"churn {churn.Churn}"));
        if (sampler.Guidance != 1) words.Add(FormattableString.Invariant($"guidance {sampler.Guidance}"));
        var subject = new TeacherSubject(string.Join(", ", words), sampler);
        return churn.Churn == 0 ? subject : subject with
        {
            Identity = sampler.Description + FormattableString.Invariant($", churn {churn.Churn} from {churn.ChurnFrom} to {churn.ChurnTo} by {churn.ChurnNoise}"),
        };
    }

    private static TeacherSubject Counted(ITeacher teacher, TeacherSampling sampling)
    {
        var sampler = new TeacherSampler(teacher, sampling);
        return new TeacherSubject($"{sampler.Evaluations} evaluations", sampler);
    }
}
