using System.ComponentModel.DataAnnotations;

namespace FDistill.Hosting.RunFiles;

/// <summary>The <c>report</c> section of a run file: the pictures of samples.</summary>
public sealed class ReportSection
{
    /// <summary>Rows of a picture; with labels, row i shows one seed. (house: 8)</summary>
    [Range(1, 64)]
    public int Rows { get; set; } = 8;

    /// <summary>Columns of a picture. (house: 10, the digits)</summary>
    [Range(1, 64)]
    public int Columns { get; set; } = 10;

    /// <summary>Intervals of the teacher's Heun sampler for its picture. (EDM on CIFAR-10: 18)</summary>
    [Range(1, 10_000)]
    public int TeacherSteps { get; set; } = 18;
}
