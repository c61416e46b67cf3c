using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using LayerList = TorchSharp.Modules.ModuleList<TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>>;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>The feed-forward part of a transformer block, four times as wide inside (diffusers, FeedForward).</summary>
internal sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private readonly LayerList net;

    /// <summary>Makes the layers with zero weights.</summary>
    /// <param name="width">The width of input and result.</param>
    /// <param name="place">Where the weights live.</param>
    public FeedForward(int width, NetworkPlace place) : base(nameof(FeedForward))
    {
        // Files count the dropout between the two layers, which nothing here uses.
        net = new LayerList(new GatedGelu(width, 4 * width, place), nn.Identity(), new Linear(4 * width, width, place));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return net.Aggregate(input, (hidden, layer) => layer.call(hidden)).MoveToOuterDisposeScope();
    }

    /// <summary>a·GELU(b), with a and b linear in the input (Shazeer 2020; diffusers, GEGLU).</summary>
    private sealed class GatedGelu : nn.Module<Tensor, Tensor>
    {
        private readonly Linear proj;

        public GatedGelu(int inFeatures, int outFeatures, NetworkPlace place) : base(nameof(GatedGelu))
        {
            proj = new Linear(inFeatures, 2 * outFeatures, place);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var parts = proj.call(input).chunk(2, dim: -1);
            return (parts[0] * nn.functional.gelu(parts[1])).MoveToOuterDisposeScope();
        }
    }
}
