using System.ComponentModel.DataAnnotations;

namespace FDistill.Reports;

/// <summary>The <c>report</c> section of a run file: the sheets
/// of samples that a run draws and its report shows.</summary>
public sealed class ReportOptions
{
    /// <summary>Rows of a sheet. (house: 8)</summary>
    [Range(1, 100)]
    public int Rows { get; set; } = 8;

    /// <summary>Columns of a sheet. (house: 10; each is one class of digits)</summary>
    [Range(1, 100)]
    public int Columns { get; set; } = 10;

    /// <summary>Seed of the sheets' first noise. (house: 3, as the peer's picture)</summary>
    public long Seed { get; set; } = 3;

    /// <summary>Every sample's pixel is drawn as so many by so many. (house: 3)</summary>
    [Range(1, 32)]
    public int Scale { get; set; } = 3;

    /// <summary>Samples made at once; it changes none of them. (house: 100,
    /// more than a sheet of digits has; latent models need less)</summary>
    [Range(1, int.MaxValue)]
    public int Batch { get; set; } = 100;

    /// <summary>Iterations between the sheets in <c>samples/</c>;
    /// the start and the end have one anyway. (house: 250)</summary>
    [Range(1, long.MaxValue)]
    public long SamplesEvery { get; set; } = 250;

    /// <summary>Steps of the teacher's sampler for its sheet. Absent: as many as
    /// are customary for it. (EDM on CIFAR-10: 18; latent models: 50)</summary>
    [Range(1, 1000)]
    public int? TeacherSteps { get; set; }
}
