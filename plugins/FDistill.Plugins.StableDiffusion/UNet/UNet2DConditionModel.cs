using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;
using DownBlockList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.UNet.DownBlock>;
using UpBlockList = TorchSharp.Modules.ModuleList<FDistill.Plugins.StableDiffusion.UNet.UpBlock>;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>
/// The U-Net of Stable Diffusion (Rombach et al. 2022) and SDXL (Podell
/// et al. 2023). Parameters have the names and shapes of diffusers'
/// UNet2DConditionModel.
/// </summary>
public sealed class UNet2DConditionModel : nn.Module
{
    /// <summary>The name of the prediction among the stages.</summary>
    public const string Prediction = "sample";

    private readonly NetworkPlace place;
    private readonly Conv2d conv_in;
    private readonly SinusoidalEmbedding time_proj;
    private readonly TimestepEmbedding time_embedding;
    private readonly SinusoidalEmbedding? add_time_proj;
    private readonly TimestepEmbedding? add_embedding;
    private readonly DownBlockList down_blocks;
    private readonly UpBlockList up_blocks;
    private readonly MidBlock mid_block;
    private readonly GroupNorm conv_norm_out;
    private readonly Conv2d conv_out;

    /// <summary>Makes the network with zero weights, outside every dispose scope.</summary>
    /// <param name="config">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public UNet2DConditionModel(UNetConfig config, NetworkPlace place) : base(nameof(UNet2DConditionModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(place);
        (Config, this.place) = (config, place);
        using var scope = NewDisposeScope();
        var blocks = new UNetBlocks(config, place);
        var first = config.BlockChannels[0];
        conv_in = new Conv2d(config.InChannels, first, config.InKernel, place);
        time_proj = new SinusoidalEmbedding(first, config.CosinesFirst, config.FrequencyShift);
        time_embedding = new TimestepEmbedding(first, config.EmbeddingWidth, place);
        if (config.Added is { } added)
        {
            add_time_proj = new SinusoidalEmbedding(added.NumberWidth, config.CosinesFirst, config.FrequencyShift);
            add_embedding = new TimestepEmbedding(added.InputWidth, config.EmbeddingWidth, place);
        }
        down_blocks = new DownBlockList([.. blocks.Down()]);
        up_blocks = new UpBlockList([.. blocks.Up()]);
        mid_block = blocks.Middle();
        conv_norm_out = new GroupNorm(config.Groups, first, config.Eps, place);
        conv_out = new Conv2d(first, config.OutChannels, config.OutKernel, place);
        RegisterComponents();
        foreach (var parameter in parameters()) parameter.DetachFromDisposeScope();
    }

    /// <summary>The network's size.</summary>
    public UNetConfig Config { get; }

    /// <summary>Whether each residual layer, with the attention after it, keeps
    /// its inputs only and is computed again in the backward pass.</summary>
    public bool GradientCheckpointing { get; set; }

    /// <summary>The prediction.</summary>
    /// <param name="input">What the network sees.</param>
    /// <returns>Noise, velocity or clean latents, as the model
    /// was trained: [N, C, H, W] in the weights' type.</returns>
    public Tensor Predict(UNetInput input)
    {
        using var scope = NewDisposeScope();
        return Stages(input).Last().Result.MoveToOuterDisposeScope();
    }

    /// <summary>The network's results one after the other, each computed
    /// when it is asked for: who stops asking stops the pass.</summary>
    /// <param name="input">What the network sees.</param>
    /// <returns>
    /// <c>conv_in</c>; for each block of the way down its layers
    /// <c>down_blocks.I.resK</c> and itself, <c>down_blocks.I</c>; <c>mid_block</c>;
    /// <c>up_blocks.I</c>; <see cref="Prediction"/>. All belong to the
    /// caller's dispose scope, which has to stay the same until the last.
    /// </returns>
    public IEnumerable<UNetStage> Stages(UNetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Run(input);
    }

    private IEnumerable<UNetStage> Run(UNetInput input)
    {
        var side = new SideInputs(Embed(input), input.Context.to_type(place.Type), GradientCheckpointing);
        var hidden = First(input.Sample);
        yield return new UNetStage("conv_in", hidden);

        var skips = new Stack<Tensor>([hidden]);
        for (var block = 0; block < down_blocks.Count; block++)
        {
            var results = down_blocks[block].Run(hidden, side);
            for (var layer = 0; layer < results.Count; layer++)
            {
                skips.Push(results[layer]);
                yield return new UNetStage($"down_blocks.{block}.res{layer}", results[layer]);
            }
            hidden = results[^1];
            yield return new UNetStage($"down_blocks.{block}", hidden);
        }

        hidden = mid_block.Run(hidden, side);
        yield return new UNetStage("mid_block", hidden);

        for (var block = 0; block < up_blocks.Count; block++)
        {
            hidden = up_blocks[block].Run(hidden, skips, side);
            yield return new UNetStage($"up_blocks.{block}", hidden);
        }
        yield return new UNetStage(Prediction, Last(hidden));
    }

    private Tensor First(Tensor sample)
    {
        using var scope = NewDisposeScope();
        var given = Config.CenterInput ? (2 * sample) - 1 : sample;
        return conv_in.call(given.to_type(place.Type)).MoveToOuterDisposeScope();
    }

    private Tensor Last(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return conv_out.call(nn.functional.silu(conv_norm_out.call(hidden))).MoveToOuterDisposeScope();
    }

    /// <summary>The joint embedding of time, pooled text and sizes, after its activation: [N, embedding].</summary>
    private Tensor Embed(UNetInput input)
    {
        using var scope = NewDisposeScope();
        var embedding = time_embedding.call(time_proj.call(input.Timestep.to_type(float32)).to_type(place.Type));
        if (add_embedding is not null) embedding = embedding + EmbedAdded(input.PooledText, input.Sizes);
        return nn.functional.silu(embedding).MoveToOuterDisposeScope();
    }

    private Tensor EmbedAdded(Tensor? pooledText, Tensor? sizes)
    {
        if (pooledText is null || sizes is null) throw new ArgumentException("This network is conditioned on pooled text and sizes, which are not given", nameof(pooledText));
        var numbers = add_time_proj!.call(sizes.flatten().to_type(float32)).reshape(sizes.shape[0], -1);
        return add_embedding!.call(cat([pooledText.to_type(float32), numbers], dim: 1).to_type(place.Type));
    }
}
