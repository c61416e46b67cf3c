using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.StableDiffusion;

/// <summary>Stable Diffusion 1.5 (Rombach et al. 2022), its fine-tunes, and models of its kind of any size.</summary>
/// <param name="options">Which.</param>
/// <param name="environment">Where it computes.</param>
/// <param name="files">Reads and writes weights.</param>
/// <param name="logger">Logs texts that are too long.</param>
public sealed class Sd15Teacher(Sd15TeacherOptions options, RunEnvironment environment, IWeightFiles files, ILogger<Sd15Teacher> logger)
    : LatentTeacher(options, environment, files, logger, takesSizes: false)
{
    private protected override IReadOnlyList<string> TextParts => ["tokenizer", "text_encoder"];

    private protected override IPromptEncoder LoadPromptEncoder(ModelFolder folder, NetworkPlace place, Offload offload, ILogger logger) => new SinglePromptEncoder(folder, place, offload, logger);
}
