namespace FDistill.Plugins.Edm.Networks;

/// <summary>The size of a DDPM++ network. Names and defaults are EDM's (training/networks.py, SongUNet).</summary>
public sealed record SongUNetOptions
{
    /// <summary>Height and width of the images.</summary>
    public required int Resolution { get; init; }

    /// <summary>Channels of the images.</summary>
    public required int Channels { get; init; }

    /// <summary>Class labels; 0: unconditional.</summary>
    public int Labels { get; init; }

    /// <summary>Augmentation labels that the network was trained with; they are left out in distillation. 0: none.</summary>
    public int AugmentLabels { get; init; }

    /// <summary>Channels at the full resolution, before the multiplier.</summary>
    public int ModelChannels { get; init; } = 128;

    /// <summary>The channels' multiplier at each level, from the full resolution down.</summary>
    public IReadOnlyList<int> ChannelMultipliers { get; init; } = [1, 2, 2, 2];

    /// <summary>The width of the embedding, as a multiple of <see cref="ModelChannels"/>.</summary>
    public int EmbeddingMultiplier { get; init; } = 4;

    /// <summary>Blocks a level.</summary>
    public int Blocks { get; init; } = 4;

    /// <summary>Resolutions with self-attention.</summary>
    public IReadOnlyList<int> AttentionResolutions { get; init; } = [16];

    /// <summary>The low-pass filter of the resampling.</summary>
    public IReadOnlyList<double> ResampleFilter { get; init; } = [1, 1];
}
