using System.ComponentModel.DataAnnotations;
using FDistill.Plugins;

namespace FDistill.Engine.Evaluation;

/// <summary>The plain values of a run file's <c>evaluation</c>
/// section; its parts are in <see cref="EvaluationParts"/>.</summary>
public class EvaluationOptions : IValidatableObject, IHasIdleOptions
{
    /// <summary>How many samples are generated. (house: 10,000, as
    /// many as MNIST's test images; papers take 50,000)</summary>
    [Range(2, int.MaxValue)]
    public int Samples { get; set; } = 10_000;

    /// <summary>Measures in the midst of a training too, after every so many iterations. Absent:
    /// at its start and its end alone. Measuring changes no bit of the training.</summary>
    [Range(1, long.MaxValue)]
    public long? Every { get; set; }

    /// <summary>Seed of the first image's noise; image i has the seed after i more. (house: 1)</summary>
    public long Seed { get; set; } = 1;

    /// <summary>How often samples are drawn and measured, each time
    /// with the seeds that follow. Of each value counts what its
    /// metric says: of Fréchet distances the smallest, of all else that is
    /// bundled the mean. (house: 1; EDM reports the smallest FID of 3)</summary>
    [Range(1, 1000)]
    public int Repetitions { get; set; } = 1;

    /// <summary>Samples generated at once. (peer: 250)</summary>
    [Range(1, int.MaxValue)]
    public int Batch { get; set; } = 250;

    /// <summary>How many samples are asked for by each text of <c>prompts</c>, one
    /// after the other; the next samples have the next text, and after the last text
    /// comes the first again. (house: 1, as FID and CLIP score on COCO's captions
    /// are taken; the similarity within a batch needs several)</summary>
    [Range(1, int.MaxValue)]
    public int ImagesPerPrompt { get; set; } = 1;

    /// <summary>A <c>.npz</c> file of the reference images' statistics, in EDM's layout
    /// (<c>mu</c>, <c>sigma</c>): Fréchet distances are taken to it. Absent: they
    /// are taken to the reference images.</summary>
    [FilePath]
    public string? ReferenceStatistics { get; set; }

    /// <summary>Steps of the teacher's sampler, one row each; n steps of EDM's cost 2n − 1
    /// network evaluations. Absent: 3, 5, 7 and 18 (peer), and for a teacher that brings
    /// samplers of its own one row as is customary for it.</summary>
    [Range(1, 10_000)]
    public IList<int> TeacherSteps { get; set; } = [];

    /// <summary>Ways of sampling the teacher, one row each: an ODE or an SDE, in
    /// so many steps, with so much guidance; an empty list for no rows. Absent: as
    /// <c>teacherSteps</c> says.</summary>
    public IReadOnlyList<TeacherRowOptions>? TeacherSamplers { get; set; }

    /// <summary>Rows recorded when the teacher was trained, or by <c>fdistill
    /// evaluate teacher</c>; absent: the teacher is measured anew.</summary>
    [FilePath]
    public string? TeacherRows { get; set; }

    /// <inheritdoc/>
    IEnumerable<IdleOption> IHasIdleOptions.IdleOptions => TeacherRows is null
        ? []
        : new[] { "teacherSteps", "teacherSamplers" }.Select(key => new IdleOption(key, "the teacher's rows are those of teacherRows, unless the teacher is measured anew"));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TeacherSamplers is not null && TeacherSteps.Count > 0)
            yield return new("the steps are named by teacherSamplers too: leave out one of them", [nameof(TeacherSteps)]);
    }
}
