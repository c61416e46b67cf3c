using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using FDistill.Plugins.StableDiffusion.Tokenization;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Conditions;

/// <summary>
/// SDXL's text (Podell et al. 2023): the last hidden states but one of CLIP
/// ViT-L/14 and OpenCLIP ViT-bigG side by side, and the latter's projected text.
/// </summary>
internal sealed class DualPromptEncoder(ModelFolder folder, NetworkPlace place, Offload offload, ILogger logger) : IPromptEncoder
{
    private readonly ClipTokenizer tokenizer = folder.Tokenizer("tokenizer");
    private readonly ClipTokenizer secondTokenizer = folder.Tokenizer("tokenizer_2");
    private readonly OffloadedNetwork<ClipTextModel> network = new(() => folder.TextEncoder("text_encoder", place), place.Device, offload);
    private readonly OffloadedNetwork<ClipTextModel> secondNetwork = new(() => folder.TextEncoder("text_encoder_2", place), place.Device, offload);

    /// <inheritdoc/>
    public (Tensor Context, Tensor? Pooled) Encode(IReadOnlyList<string> prompts)
    {
        LongPrompts.Warn(logger, tokenizer, prompts);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var first = network.Come().Encode(tokenizer.EncodeBatch(prompts).to(place.Device));
        var second = secondNetwork.Come().Encode(secondTokenizer.EncodeBatch(prompts).to(place.Device));
        if (second.Projected is not { } pooled) throw new InvalidDataException("SDXL's second text encoder has no projection; its config.json should name CLIPTextModelWithProjection");
        return (cat([first.Penultimate, second.Penultimate], dim: 2).to_type(float32).MoveToOuterDisposeScope(), pooled.to_type(float32).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void OffloadIdle()
    {
        network.Leave();
        secondNetwork.Leave();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network.Dispose();
        secondNetwork.Dispose();
    }
}
