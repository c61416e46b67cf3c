using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>A residual layer and the attention after it: the part of a block
/// that gradient checkpointing computes again in the backward pass.</summary>
internal static class ResidualLayer
{
    /// <summary>The layer's result.</summary>
    /// <param name="resnet">The residual layer.</param>
    /// <param name="attention">The attention; null: none.</param>
    /// <param name="maps">What is joined by channels and given to it: [N, C, H, W] each.</param>
    /// <param name="side">What all layers are given.</param>
    public static Tensor Run(ResnetBlock resnet, SpatialTransformer? attention, IReadOnlyList<Tensor> maps, SideInputs side)
    {
        var parameters = attention is null ? resnet.parameters() : resnet.parameters().Concat(attention.parameters());
        return GradientCheckpoint.Of(Layer, parameters, [.. maps, side.Embedding, side.Context], side.Checkpoints);

        Tensor Layer(IReadOnlyList<Tensor> inputs)
        {
            using var scope = NewDisposeScope();
            var (joined, embedding, context) = (maps.Count == 1 ? inputs[0] : cat([.. inputs.Take(maps.Count)], dim: 1), inputs[^2], inputs[^1]);
            var hidden = resnet.call(joined, embedding);
            return (attention is null ? hidden : attention.call(hidden, context)).MoveToOuterDisposeScope();
        }
    }
}

/// <summary>What every layer of a U-Net is given besides the feature map.</summary>
/// <param name="Embedding">The time embedding after its activation: [N, embedding].</param>
/// <param name="Context">The text: [N, tokens, context width].</param>
/// <param name="Checkpoints">Whether a layer keeps its inputs only, and computes
/// what is between them and its result again in the backward pass.</param>
internal sealed record SideInputs(Tensor Embedding, Tensor Context, bool Checkpoints);
