using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using LayerList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.Text.ClipLayer>;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>The layers of a text encoder (transformers, CLIPEncoder).</summary>
internal sealed class ClipEncoder : nn.Module
{
    private readonly LayerList layers;

    /// <summary>Makes the layers with zero weights.</summary>
    /// <param name="config">The encoder's size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipEncoder(ClipTransformerConfig config, NetworkPlace place) : base(nameof(ClipEncoder))
    {
        layers = new LayerList([.. Enumerable.Range(0, config.Layers).Select(_ => new ClipLayer(config, place))]);
        RegisterComponents();
    }

    /// <summary>The embeddings, then the result of every layer: [N, tokens, width] each.</summary>
    /// <param name="embeddings">[N, tokens, width].</param>
    /// <param name="mask">Added to the attention logits: [N or 1, 1, tokens, tokens] float32; null: nothing is.</param>
    public IReadOnlyList<Tensor> Run(Tensor embeddings, Tensor? mask)
    {
        var states = new List<Tensor> { embeddings };
        foreach (var layer in layers) states.Add(layer.call(states[^1], mask));
        return states;
    }
}
