using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>
/// A CLIP text encoder (Radford et al. 2021): OpenAI's ViT-L/14, or OpenCLIP's
/// bigG with its projection. Parameters have the names and shapes of
/// transformers' CLIPTextModel and CLIPTextModelWithProjection.
/// </summary>
public sealed class ClipTextModel : nn.Module
{
    private readonly ClipTextTransformer text_model;
    private readonly Linear? text_projection;

    /// <summary>Makes the network with zero weights, outside every dispose scope.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipTextModel(TextEncoderConfig config, NetworkPlace place) : base(nameof(ClipTextModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(place);
        Config = config;
        using var scope = NewDisposeScope();
        text_model = new ClipTextTransformer(config, place);
        if (config.ProjectionWidth is { } width) text_projection = new Linear(config.Transformer.Width, width, place, hasBias: false);
        RegisterComponents();
        foreach (var tensor in parameters().Concat(buffers())) tensor.DetachFromDisposeScope();
    }

    /// <summary>The network's size.</summary>
    public TextEncoderConfig Config { get; }

    /// <summary>Encodes texts.</summary>
    /// <param name="ids">Tokens, each text ending at the first of its largest: [N, tokens] int64.</param>
    /// <param name="attended">1 where a token is looked at, 0 where it is
    /// not: [N, tokens]; null: all are, as Stable Diffusion has it.</param>
    /// <returns>Everything that models are conditioned on, in the weights' type.</returns>
    public EncodedText Encode(Tensor ids, Tensor? attended = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var states = text_model.HiddenStates(ids, attended);
        var last = Normalise(states[^1]);
        var pooled = ClipTextTransformer.AtEnd(last, ids);
        return new EncodedText(states, last, pooled, text_projection?.call(pooled));
    }

    /// <summary>The final normalisation, of any layer's result.</summary>
    /// <param name="hidden">[N, tokens, width].</param>
    public Tensor Normalise(Tensor hidden) => text_model.Normalise(hidden);
}
