using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.ClipScore;

/// <summary>What is called the CLIP score of an image and its text.</summary>
public enum ClipScoreDefinition
{
    /// <summary>The cosine of their embeddings (DMD2, GigaGAN, and so the paper).</summary>
    Cosine,

    /// <summary>100 · max(cosine, 0) (torchmetrics).</summary>
    Percent,

    /// <summary>2.5 · max(cosine, 0) (Hessel et al. 2021).</summary>
    Hessel,
}

/// <summary>Scores from cosines.</summary>
internal static class ClipScores
{
    /// <summary>The scores of images with their texts.</summary>
    /// <param name="cosines">[N] float32.</param>
    /// <param name="definition">What is called the score.</param>
    /// <returns>[N] float32.</returns>
    public static Tensor Of(Tensor cosines, ClipScoreDefinition definition) => definition switch
    {
        ClipScoreDefinition.Cosine => cosines.alias(),
        ClipScoreDefinition.Percent => (cosines * 100).clamp_min(0),
        ClipScoreDefinition.Hessel => (cosines * 2.5).clamp_min(0),
        _ => throw new ArgumentOutOfRangeException(nameof(definition)),
    };
}
