using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using FDistill.Plugins.StableDiffusion.Tokenization;
using FDistill.Teachers;
using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Conditions;

/// <summary>Stable Diffusion 1.5's text: the last hidden state of CLIP ViT-L/14.</summary>
internal sealed class SinglePromptEncoder(ModelFolder folder, NetworkPlace place, Offload offload, ILogger logger) : IPromptEncoder
{
    private readonly ClipTokenizer tokenizer = folder.Tokenizer("tokenizer");
    private readonly OffloadedNetwork<ClipTextModel> network = new(() => folder.TextEncoder("text_encoder", place), place.Device, offload);

    /// <inheritdoc/>
    public (Tensor Context, Tensor? Pooled) Encode(IReadOnlyList<string> prompts)
    {
        LongPrompts.Warn(logger, tokenizer, prompts);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var text = network.Come().Encode(tokenizer.EncodeBatch(prompts).to(place.Device));
        return (text.Last.to_type(float32).MoveToOuterDisposeScope(), null);
    }

    /// <inheritdoc/>
    public void OffloadIdle() => network.Leave();

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
