using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.StableDiffusion.Clip;

namespace FDistill.Plugins.StableDiffusion.Metrics.ClipScore;

/// <summary>Options of <c>clip-score</c>. By default it is DMD2's
/// (main/coco_eval/coco_evaluator.py there), which the paper follows.</summary>
public sealed class ClipScoreOptions : ClipOptions
{
    /// <summary>What is called the score. (DMD2: the cosine)</summary>
    [EnumDataType(typeof(ClipScoreDefinition))]
    public ClipScoreDefinition Definition { get; set; } = ClipScoreDefinition.Cosine;

    /// <summary>A text that goes before every caption. (DMD2, after Hessel et al. 2021)</summary>
    public string Prefix { get; set; } = "A photo depicts";

    /// <summary>Height and width, in pixels, to which the largest square in the
    /// middle of every image is brought by Lanczos' filter, before CLIP's own bicubic
    /// one; null: images come to CLIP as they are. (DMD2: 256)</summary>
    [Range(8, 4096)]
    public int? Size { get; set; } = 256;

    /// <summary>Whether a file of weights is of a model whose activation is
    /// x·sigmoid(1.702x): true for OpenAI's, false for those that OpenCLIP trained. Absent:
    /// as the file says, or the folder.</summary>
    public bool? QuickGelu { get; set; }
}
