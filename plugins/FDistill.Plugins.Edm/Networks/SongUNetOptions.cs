namespace FDistill.Plugins.Edm.Networks;

/// <summary>A network of Song et al.'s kind: DDPM++, NCSN++ and their relatives.
/// Names and defaults are EDM's (training/networks.py, SongUNet): DDPM++.</summary>
public sealed record SongUNetOptions : UNetOptions
{
    /// <summary>Takes EDM's defaults.</summary>
    public SongUNetOptions() => (ModelChannels, ChannelMultipliers, Blocks, AttentionResolutions) = (128, [1, 2, 2, 2], 4, [16]);

    /// <summary>How the noise level is embedded. (NCSN++: Fourier)</summary>
    public NoiseEmbedding Embedding { get; init; }

    /// <summary>The width of the noise level's embedding, as a multiple of the model's channels. (NCSN++: 2)</summary>
    public int NoiseMultiplier { get; init; } = 1;

    /// <summary>How the encoder sees the image at lower resolutions. (NCSN++: residual)</summary>
    public EncoderKind Encoder { get; init; }

    /// <summary>How the decoder makes the result.</summary>
    public DecoderKind Decoder { get; init; }

    /// <summary>The low-pass filter of the resampling. (NCSN++: [1, 3, 3, 1])</summary>
    public IReadOnlyList<double> ResampleFilter { get; init; } = [1, 1];
}

/// <summary>How a noise level is embedded.</summary>
public enum NoiseEmbedding
{
    /// <summary>Sines of geometrically falling frequencies (DDPM++).</summary>
    Positional,

    /// <summary>Sines of random frequencies, which belong to the weights (NCSN++).</summary>
    Fourier,
}

/// <summary>How an encoder sees the image at lower resolutions.</summary>
public enum EncoderKind
{
    /// <summary>Not at all (DDPM++).</summary>
    Standard,

    /// <summary>The resampled image is projected and added.</summary>
    Skip,

    /// <summary>What was seen one level above is convolved, resampled and added (NCSN++).</summary>
    Residual,
}

/// <summary>How a decoder makes the result.</summary>
public enum DecoderKind
{
    /// <summary>From the last level (DDPM++, NCSN++).</summary>
    Standard,

    /// <summary>As the sum of every level's contribution.</summary>
    Skip,
}
