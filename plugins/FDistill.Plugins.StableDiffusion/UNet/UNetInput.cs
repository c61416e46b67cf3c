using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>What a U-Net sees of a batch.</summary>
/// <param name="Sample">Noisy latents: [N, C, H, W].</param>
/// <param name="Timestep">The training steps that their noise belongs to: [N] float32.</param>
/// <param name="Context">The text encoding: [N, tokens, width].</param>
/// <param name="PooledText">The text as one row: [N, width]; null for a model that takes none.</param>
/// <param name="Sizes">Original height and width, top and left of the crop, target
/// height and width, in pixels: [N, 6]; null for a model that takes none.</param>
public sealed record UNetInput(Tensor Sample, Tensor Timestep, Tensor Context, Tensor? PooledText = null, Tensor? Sizes = null);

/// <summary>A result on the way through the network.</summary>
/// <param name="Name">Its name: <c>down_blocks.1</c>, <c>mid_block</c>, …; <c>sample</c> is the prediction.</param>
/// <param name="Result">[N, channels, height, width] in the weights' type.</param>
public sealed record UNetStage(string Name, Tensor Result);
