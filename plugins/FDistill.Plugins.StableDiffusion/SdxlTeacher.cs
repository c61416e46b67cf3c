using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.StableDiffusion;

/// <summary>SDXL (Podell et al. 2023), its fine-tunes, and models of its kind of
/// any size: two text encoders, and conditioning on sizes and crops.</summary>
/// <param name="options">Which.</param>
/// <param name="environment">Where it computes.</param>
/// <param name="files">Reads and writes weights.</param>
/// <param name="logger">Logs texts that are too long.</param>
public sealed class SdxlTeacher(SdxlTeacherOptions options, RunEnvironment environment, IWeightFiles files, ILogger<SdxlTeacher> logger)
    : LatentTeacher(options, environment, files, logger, takesSizes: true)
{
    private protected override IReadOnlyList<string> TextParts => ["tokenizer", "text_encoder", "tokenizer_2", "text_encoder_2"];

    private protected override IPromptEncoder LoadPromptEncoder(ModelFolder folder, NetworkPlace place, Offload offload, ILogger logger) => new DualPromptEncoder(folder, place, offload, logger);
}
