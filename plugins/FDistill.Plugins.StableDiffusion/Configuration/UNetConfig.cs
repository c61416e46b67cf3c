namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>The size of a U-Net, as <c>unet/config.json</c> states it (diffusers, UNet2DConditionModel).</summary>
public sealed record UNetConfig
{
    /// <summary>Height and width of the latents that it was trained on; null where the file does not say.</summary>
    public required int? SampleSize { get; init; }

    /// <summary>Channels of the noisy latents.</summary>
    public required int InChannels { get; init; }

    /// <summary>Channels of the prediction.</summary>
    public required int OutChannels { get; init; }

    /// <summary>Whether the input x becomes 2x − 1.</summary>
    public required bool CenterInput { get; init; }

    /// <summary>Whether the time embedding begins with the cosines.</summary>
    public required bool CosinesFirst { get; init; }

    /// <summary>What is taken off the number of frequencies of the time embedding.</summary>
    public required int FrequencyShift { get; init; }

    /// <summary>Which blocks of the way down have attention, from the full resolution on.</summary>
    public required IReadOnlyList<bool> DownAttention { get; init; }

    /// <summary>Which blocks of the way up have attention, from the smallest resolution on.</summary>
    public required IReadOnlyList<bool> UpAttention { get; init; }

    /// <summary>Channels of each block, from the full resolution on.</summary>
    public required IReadOnlyList<int> BlockChannels { get; init; }

    /// <summary>Residual layers of each block of the way down; those of the way up have one more.</summary>
    public required IReadOnlyList<int> Layers { get; init; }

    /// <summary>Transformer blocks of each attention layer, by block.</summary>
    public required IReadOnlyList<int> TransformerLayers { get; init; }

    /// <summary>Attention heads, by block: diffusers has their
    /// number under the name <c>attention_head_dim</c>.</summary>
    public required IReadOnlyList<int> Heads { get; init; }

    /// <summary>Cells around the input of the convolution that halves
    /// the resolution; 0: one row and column at the end only.</summary>
    public required int DownsamplePadding { get; init; }

    /// <summary>What the residual sums of the middle block are divided by.</summary>
    public required double MidBlockScale { get; init; }

    /// <summary>Groups of the normalisations.</summary>
    public required int Groups { get; init; }

    /// <summary>Added to the variance in the normalisations.</summary>
    public required double Eps { get; init; }

    /// <summary>The width of the text encoding.</summary>
    public required int ContextWidth { get; init; }

    /// <summary>Whether attention layers begin and end with a linear layer instead of a 1×1 convolution.</summary>
    public required bool LinearProjection { get; init; }

    /// <summary>Whether attention computes in float32 whatever the weights' type.</summary>
    public required bool UpcastAttention { get; init; }

    /// <summary>What else it is conditioned on (SDXL: pooled text and sizes); null: nothing.</summary>
    public required AddedConditionConfig? Added { get; init; }

    /// <summary>The first convolution's width.</summary>
    public required int InKernel { get; init; }

    /// <summary>The last convolution's width.</summary>
    public required int OutKernel { get; init; }

    /// <summary>The width of the time embedding. (diffusers: four times the first block's channels)</summary>
    public int EmbeddingWidth => 4 * BlockChannels[0];

    /// <summary>Reads a U-Net's settings.</summary>
    /// <exception cref="InvalidDataException">A setting is missing, unknown,
    /// or has a value that is not supported: the message names it.</exception>
    public static UNetConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("_class_name", "\"UNet2DConditionModel\"");
        var channels = file.Integers("block_out_channels");
        var config = new UNetConfig
        {
            SampleSize = file.Find("sample_size") is null ? null : file.Integer("sample_size"),
            InChannels = file.Integer("in_channels", 4),
            OutChannels = file.Integer("out_channels", 4),
            CenterInput = file.Flag("center_input_sample", false),
            CosinesFirst = file.Flag("flip_sin_to_cos", true),
            FrequencyShift = file.Integer("freq_shift", 0),
            DownAttention = [.. file.Words("down_block_types", "DownBlock2D", "CrossAttnDownBlock2D").Select(type => type == "CrossAttnDownBlock2D")],
            UpAttention = [.. file.Words("up_block_types", "UpBlock2D", "CrossAttnUpBlock2D").Select(type => type == "CrossAttnUpBlock2D")],
            BlockChannels = channels,
            Layers = file.PerBlock("layers_per_block", channels.Count, 2),
            TransformerLayers = file.PerBlock("transformer_layers_per_block", channels.Count, 1),
            Heads = file.PerBlock("attention_head_dim", channels.Count, 8),
            DownsamplePadding = file.Integer("downsample_padding", 1),
            MidBlockScale = file.Number("mid_block_scale_factor", 1),
            Groups = file.Integer("norm_num_groups", 32),
            Eps = file.Number("norm_eps", 1e-5),
            ContextWidth = file.Integer("cross_attention_dim", 1280),
            LinearProjection = file.Flag("use_linear_projection", false),
            UpcastAttention = file.Flag("upcast_attention", false),
            Added = AddedConditionConfig.Read(file),
            InKernel = file.Integer("conv_in_kernel", 3),
            OutKernel = file.Integer("conv_out_kernel", 3),
        };
        RefuseVariants(file);
        file.Finish();
        config.Check(file);
        return config;
    }

    /// <summary>Variants of the network that neither Stable Diffusion 1.5 nor SDXL has.</summary>
    private static void RefuseVariants(ConfigFile file)
    {
        file.Only("mid_block_type", "\"UNetMidBlock2DCrossAttn\"");
        file.Only("act_fn", "\"silu\"", "\"swish\"");
        file.Only("resnet_time_scale_shift", "\"default\"");
        file.Only("time_embedding_type", "\"positional\"");
        file.Only("attention_type", "\"default\"");
        foreach (var key in new[] { "only_cross_attention", "dual_cross_attention", "resnet_skip_time_act", "class_embeddings_concat", "mid_block_only_cross_attention" })
            file.Only(key, "false");
        file.Only("resnet_out_scale_factor", "1.0", "1");
        file.Only("dropout", "0.0", "0");
        foreach (var key in new[]
        {
            "class_embed_type", "num_class_embeds", "num_attention_heads", "encoder_hid_dim", "encoder_hid_dim_type", "time_embedding_dim",
            "time_embedding_act_fn", "timestep_post_act", "time_cond_proj_dim", "cross_attention_norm", "reverse_transformer_layers_per_block",
        })
            file.Only(key, "null");
        file.Ignore("addition_embed_type_num_heads");
    }

    private void Check(ConfigFile file)
    {
        if (DownAttention.Count != BlockChannels.Count) throw file.Wrong("down_block_types", $"{BlockChannels.Count} blocks, as many as block_out_channels has");
        if (UpAttention.Count != BlockChannels.Count) throw file.Wrong("up_block_types", $"{BlockChannels.Count} blocks, as many as block_out_channels has");
        foreach (var (channels, heads) in BlockChannels.Zip(Heads))
            if (heads < 1 || channels % heads != 0) throw file.Wrong("attention_head_dim", $"a number of heads that divides {channels} channels");
        if (Groups < 1 || BlockChannels.Any(channels => channels % Groups != 0))
            throw file.Wrong("norm_num_groups", $"a number that divides each of {string.Join(", ", BlockChannels)} channels");
        if (DownsamplePadding is not (0 or 1)) throw file.Wrong("downsample_padding", "0 or 1");
    }
}
