using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Hosting.RunFiles;
using FDistill.Teachers;

namespace FDistill.Hosting.Running;

/// <summary>The texts that a run's samples are asked for, read when they are first needed.</summary>
/// <param name="section">The run file's <c>evaluation</c>.</param>
/// <param name="prompts">Its dataset with captions; null where it names none.</param>
/// <param name="data">What the run learns from; null where it learns nothing.</param>
internal sealed class RunPrompts(EvaluationSection? section, Func<IDataset?> prompts, Func<IDataset?> data)
{
    private readonly Lazy<Prompts?> ofEvaluation = new(() => section is null ? null : Read(section, prompts(), section.Samples));

    /// <summary>The texts of the samples that are measured; null where the run file names none.</summary>
    public Prompts? OfEvaluation => ofEvaluation.Value;

    /// <summary>The texts that images were made from elsewhere; null where the run file names none.</summary>
    /// <param name="count">How many images there are.</param>
    public Prompts? OfImages(long count) => section is null ? null : Read(section, prompts(), count);

    /// <summary>The texts of the pictures: those of what is measured, or else the
    /// first of the data; null for a teacher that is not asked by captions.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="count">How many pictures there are.</param>
    public Prompts? OfPictures(ITeacher teacher, int count)
    {
        if (teacher.Conditions.Kind != ConditionKinds.Caption) return null;
        if (OfEvaluation is { } measured) return new Prompts(measured.Texts);
        return data() is { } dataset ? Prompts.Read(dataset, count) : null;
    }

    private static Prompts? Read(EvaluationSection section, IDataset? dataset, long samples) =>
        dataset is null ? null : Prompts.Read(dataset, ((samples - 1) / section.ImagesPerPrompt) + 1, section.ImagesPerPrompt);
}
