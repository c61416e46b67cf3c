namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>The size of an autoencoder, as <c>vae/config.json</c> states it (diffusers, AutoencoderKL).</summary>
public sealed record AutoencoderConfig
{
    /// <summary>Channels of the images that are encoded.</summary>
    public required int InChannels { get; init; }

    /// <summary>Channels of the images that are decoded.</summary>
    public required int OutChannels { get; init; }

    /// <summary>Channels of each block, from the full resolution on.</summary>
    public required IReadOnlyList<int> BlockChannels { get; init; }

    /// <summary>Residual layers of each block of the encoder; the decoder's have one more.</summary>
    public required int Layers { get; init; }

    /// <summary>Channels of the latents.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Groups of the normalisations.</summary>
    public required int Groups { get; init; }

    /// <summary>Height and width of the images that it was trained on.</summary>
    public required int SampleSize { get; init; }

    /// <summary>What latents are multiplied by, so that their variance
    /// is about 1. (Stable Diffusion: 0.18215; SDXL: 0.13025)</summary>
    public required double ScalingFactor { get; init; }

    /// <summary>Pixels to a latent cell, along each side.</summary>
    public int Reduction => 1 << (BlockChannels.Count - 1);

    /// <summary>Reads an autoencoder's settings.</summary>
    /// <exception cref="InvalidDataException">A setting is missing, unknown,
    /// or has a value that is not supported: the message names it.</exception>
    public static AutoencoderConfig Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("_class_name", "\"AutoencoderKL\"");
        var channels = file.Integers("block_out_channels");
        var (down, up) = (file.Words("down_block_types", "DownEncoderBlock2D"), file.Words("up_block_types", "UpDecoderBlock2D"));
        if (down.Count != channels.Count) throw file.Wrong("down_block_types", $"{channels.Count} blocks, as many as block_out_channels has");
        if (up.Count != channels.Count) throw file.Wrong("up_block_types", $"{channels.Count} blocks, as many as block_out_channels has");
        file.Only("act_fn", "\"silu\"", "\"swish\"");
        foreach (var key in new[] { "latents_mean", "latents_std", "shift_factor" }) file.Only(key, "null");
        foreach (var key in new[] { "use_quant_conv", "use_post_quant_conv", "mid_block_add_attention" }) file.Only(key, "true");

        var config = new AutoencoderConfig
        {
            InChannels = file.Integer("in_channels", 3),
            OutChannels = file.Integer("out_channels", 3),
            BlockChannels = channels,
            Layers = file.Integer("layers_per_block", 1),
            LatentChannels = file.Integer("latent_channels", 4),
            Groups = file.Integer("norm_num_groups", 32),
            SampleSize = file.Integer("sample_size", 32),
            ScalingFactor = file.Number("scaling_factor", 0.18215),
        };
        // The autoencoder always computes in float32, which is what force_upcast asks for.
        file.Ignore("force_upcast");
        file.Finish();
        if (config.Groups < 1 || channels.Any(count => count % config.Groups != 0))
            throw file.Wrong("norm_num_groups", $"a number that divides each of {string.Join(", ", channels)} channels");
        return config;
    }
}
