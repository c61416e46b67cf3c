using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>The feed-forward part of a layer (transformers, CLIPMLP).</summary>
internal sealed class ClipFeedForward : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly bool quickGelu;

    /// <summary>Makes the layers with zero weights.</summary>
    /// <param name="config">The encoder's size.</param>
    /// <param name="place">Where the weights live.</param>
    public ClipFeedForward(ClipTransformerConfig config, NetworkPlace place) : base(nameof(ClipFeedForward))
    {
        quickGelu = config.QuickGelu;
        fc1 = new Linear(config.Width, config.FeedForwardWidth, place);
        fc2 = new Linear(config.FeedForwardWidth, config.Width, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = fc1.call(input);
        return fc2.call(quickGelu ? hidden * (hidden * 1.702).sigmoid() : nn.functional.gelu(hidden)).MoveToOuterDisposeScope();
    }
}
