using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>A text encoder without its projection (transformers, CLIPTextTransformer).</summary>
internal sealed class ClipTextTransformer : nn.Module
{
    private readonly ClipEmbeddings embeddings;
    private readonly ClipEncoder encoder;
    private readonly LayerNorm final_layer_norm;

    /// <summary>Makes the network with zero weights.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipTextTransformer(TextEncoderConfig config, NetworkPlace place) : base(nameof(ClipTextTransformer))
    {
        embeddings = new ClipEmbeddings(config, place);
        encoder = new ClipEncoder(config.Transformer, place);
        final_layer_norm = new LayerNorm(config.Transformer.Width, place, config.Transformer.Eps);
        RegisterComponents();
    }

    /// <summary>The embeddings, then the result of every layer, without
    /// the final normalisation: [N, tokens, width] each.</summary>
    /// <param name="ids">[N, tokens] int64.</param>
    /// <param name="attended">1 where a token is looked at, 0 where it is not: [N, tokens]; null: all are.</param>
    public IReadOnlyList<Tensor> HiddenStates(Tensor ids, Tensor? attended) => encoder.Run(embeddings.call(ids), Mask(ids, attended));

    /// <summary>The final normalisation.</summary>
    /// <param name="hidden">[N, tokens, width].</param>
    public Tensor Normalise(Tensor hidden) => final_layer_norm.call(hidden);

    /// <summary>The hidden state at the end of each text, whose number is the
    /// largest of the vocabulary, also where padding repeats it.</summary>
    /// <param name="hidden">[N, tokens, width].</param>
    /// <param name="ids">[N, tokens] int64.</param>
    /// <returns>[N, width].</returns>
    public static Tensor AtEnd(Tensor hidden, Tensor ids) => hidden.gather(1, ids.argmax(1).reshape(-1, 1, 1).expand(-1, 1, hidden.shape[2])).squeeze(1);

    /// <summary>A token looks at itself and at those before it: 0 where
    /// it looks, the most negative number where it does not.</summary>
    private static Tensor Mask(Tensor ids, Tensor? attended)
    {
        using var scope = NewDisposeScope();
        var tokens = ids.shape[1];
        var hidden = ones([1, 1, tokens, tokens], dtype: @bool, device: ids.device).triu(1);
        if (attended is not null) hidden = hidden.logical_or(attended.eq(0).reshape(-1, 1, 1, tokens));
        return zeros(hidden.shape, dtype: float32, device: ids.device).masked_fill(hidden, float.MinValue).MoveToOuterDisposeScope();
    }
}
