using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

/// <summary>Options of <c>prompt-similarity</c>.</summary>
public sealed class PromptSimilarityOptions : InBatchSimilarityOptions
{
    /// <summary>How many of the evaluation's prompts are asked for: its
    /// first different ones. (house: 100; the paper does not say)</summary>
    [Range(1, int.MaxValue)]
    public int Prompts { get; set; } = 100;

    /// <summary>Images of each prompt. (house: 8; the paper does not say)</summary>
    [Range(2, 10_000)]
    public int ImagesPerPrompt { get; set; } = 8;
}
