using System.ComponentModel.DataAnnotations;

namespace FDistill.Hosting.RunFiles;

/// <summary>What the evaluation of images needs of a run file; the rest is passed over.</summary>
internal sealed class EvaluatedImagesRunFile : RunFile
{
    /// <summary>The keys that are passed over.</summary>
    public static readonly string[] Ignored = [.. EvaluatedRunFile.Ignored, "teacher", "training"];

    /// <summary>What is measured, and how.</summary>
    [Required]
    public EvaluationSection? Evaluation { get; set; }
}
