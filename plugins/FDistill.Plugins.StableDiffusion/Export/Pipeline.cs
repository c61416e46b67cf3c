namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>What diffusers calls a kind of model and its parts, and what it is called here.</summary>
/// <param name="Teacher">The teacher that reads it.</param>
/// <param name="ClassName">The class of the whole.</param>
/// <param name="Parts">The folders besides U-Net and scheduler, with the library and the class of each.</param>
internal sealed record Pipeline(string Teacher, string ClassName, IReadOnlyList<(string Folder, string Library, string ClassName)> Parts)
{
    private static readonly (string, string, string)[] Common =
        [("vae", "diffusers", "AutoencoderKL"), ("text_encoder", "transformers", "CLIPTextModel"), ("tokenizer", "transformers", "CLIPTokenizer")];

    /// <summary>Stable Diffusion 1.5.</summary>
    public static Pipeline StableDiffusion { get; } = new("sd15", "StableDiffusionPipeline", Common);

    /// <summary>SDXL.</summary>
    public static Pipeline StableDiffusionXL { get; } = new("sdxl", "StableDiffusionXLPipeline",
        [.. Common, ("text_encoder_2", "transformers", "CLIPTextModelWithProjection"), ("tokenizer_2", "transformers", "CLIPTokenizer")]);
}
