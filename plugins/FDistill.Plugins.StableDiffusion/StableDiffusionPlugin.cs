using FDistill.Plugins;
using FDistill.Plugins.StableDiffusion;
using FDistill.Plugins.StableDiffusion.Metrics.ClipScore;
using FDistill.Plugins.StableDiffusion.Metrics.HpsV2;
using FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;

[assembly: FDistillPlugin(typeof(StableDiffusionPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.StableDiffusion;

/// <summary>Brings latent text-to-image teachers, Stable Diffusion
/// 1.5 and SDXL, and the metrics of such models.</summary>
public sealed class StableDiffusionPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddTeacher<Sd15Teacher, Sd15TeacherOptions>("sd15", "Stable Diffusion 1.5 or a model of its kind, from a folder in the layout of diffusers.")
            .AddTeacher<SdxlTeacher, SdxlTeacherOptions>("sdxl", "SDXL or a model of its kind, from a folder in the layout of diffusers.")
            .AddMetric<ClipScoreMetric, ClipScoreOptions>("clip-score", "How well images fit their captions, by CLIP's embeddings.")
            .AddMetric<InBatchSimilarityMetric, InBatchSimilarityOptions>("in-batch-similarity", "How alike the images of one prompt are, by DINO's features.")
            .AddMetric<PromptSimilarityMetric, PromptSimilarityOptions>("prompt-similarity", "The same of several images of each prompt, which it asks for itself.")
            .AddMetric<HpsV2Metric, HpsV2Options>("hpsv2", "The human preference score v2 of images of its own prompts, by style.");
    }
}
