using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.StableDiffusion.Clip;

namespace FDistill.Plugins.StableDiffusion.Metrics.HpsV2;

/// <summary>Options of <c>hpsv2</c>.</summary>
public sealed class HpsV2Options : ClipOptions
{
    /// <summary>A folder with a file of prompts for each style: <c>STYLE.json</c>, a list of
    /// texts, as HPSv2's benchmark has them, or <c>STYLE.txt</c>, a text a line.</summary>
    [Required, FilePath]
    public string Prompts { get; set; } = "";

    /// <summary>The styles that are measured. (HPSv2's benchmark)</summary>
    [MinLength(1)]
    public IList<string> Styles { get; set; } = ["anime", "concept-art", "paintings", "photo"];

    /// <summary>How many prompts of each style are taken, from the
    /// first on; absent: all. (HPSv2's benchmark: 800)</summary>
    [Range(1, int.MaxValue)]
    public int? PromptsPerStyle { get; set; }

    /// <summary>Whether images are smoothed when they are made smaller, as torchvision does
    /// with tensors since 0.17; before, it did not. (HPSv2: as torchvision does)</summary>
    public bool Antialias { get; set; } = true;
}
