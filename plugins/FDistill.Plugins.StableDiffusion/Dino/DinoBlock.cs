using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Dino;

/// <summary>Self-attention, then feed-forward, each added to its input (DINO, vision_transformer.py, Block).</summary>
internal sealed class DinoBlock : nn.Module<Tensor, Tensor>
{
    private readonly LayerNorm norm1;
    private readonly SelfAttention attn;
    private readonly LayerNorm norm2;
    private readonly FeedForward mlp;

    /// <summary>Makes the block with zero weights.</summary>
    /// <param name="config">The network's size.</param>
    /// <param name="place">Where the weights live.</param>
    public DinoBlock(DinoConfig config, NetworkPlace place) : base(nameof(DinoBlock))
    {
        norm1 = new LayerNorm(config.Width, place, config.Eps);
        attn = new SelfAttention(config, place);
        norm2 = new LayerNorm(config.Width, place, config.Eps);
        mlp = new FeedForward(config, place);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">[N, tokens, width].</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = input + attn.call(norm1.call(input));
        return (hidden + mlp.call(norm2.call(hidden))).MoveToOuterDisposeScope();
    }

    private sealed class SelfAttention : nn.Module<Tensor, Tensor>
    {
        private readonly Linear qkv;
        private readonly Linear proj;
        private readonly long heads;

        public SelfAttention(DinoConfig config, NetworkPlace place) : base(nameof(SelfAttention))
        {
            heads = config.Heads;
            qkv = new Linear(config.Width, 3 * config.Width, place, config.HasQueryBias);
            proj = new Linear(config.Width, config.Width, place);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var parts = qkv.call(input).chunk(3, dim: 2);
            return proj.call(AttentionProduct.Of(parts[0], parts[1], parts[2], heads)).MoveToOuterDisposeScope();
        }
    }

    private sealed class FeedForward : nn.Module<Tensor, Tensor>
    {
        private readonly Linear fc1;
        private readonly Linear fc2;

        public FeedForward(DinoConfig config, NetworkPlace place) : base(nameof(FeedForward))
        {
            fc1 = new Linear(config.Width, config.FeedForwardWidth, place);
            fc2 = new Linear(config.FeedForwardWidth, config.Width, place);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return fc2.call(nn.functional.gelu(fc1.call(input))).MoveToOuterDisposeScope();
        }
    }
}
