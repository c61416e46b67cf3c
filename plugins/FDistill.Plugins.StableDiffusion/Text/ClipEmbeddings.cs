using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>Tokens and positions as vectors (transformers, CLIPTextEmbeddings).</summary>
internal sealed class ClipEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Tensor position_ids;
    private readonly Embedding token_embedding;
    private readonly Embedding position_embedding;

    /// <summary>Makes the layer with zero weights.</summary>
    /// <param name="config">The encoder's size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipEmbeddings(TextEncoderConfig config, NetworkPlace place) : base(nameof(ClipEmbeddings))
    {
        position_ids = arange(config.Positions, dtype: int64, device: place.Device).unsqueeze(0);
        token_embedding = new Embedding(config.Vocabulary, config.Transformer.Width, place);
        position_embedding = new Embedding(config.Positions, config.Transformer.Width, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, tokens] int64.</param>
    /// <returns>[N, tokens, width].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return (token_embedding.call(input) + position_embedding.call(position_ids.narrow(1, 0, input.shape[1]))).MoveToOuterDisposeScope();
    }
}
