namespace FDistill.Plugins.Edm.Networks;

/// <summary>What the U-Nets of the EDM family have in common. Names are EDM's (training/networks.py).</summary>
public abstract record UNetOptions
{
    /// <summary>Height and width of the images.</summary>
    public required int Resolution { get; init; }

    /// <summary>Channels of the images.</summary>
    public required int Channels { get; init; }

    /// <summary>Channels of the result; null: those of the images.</summary>
    public int? OutChannels { get; init; }

    /// <summary>Class labels; 0: unconditional.</summary>
    public int Labels { get; init; }

    /// <summary>Augmentation labels that the network was trained
    /// with; they are left out in distillation. 0: none.</summary>
    public int AugmentLabels { get; init; }

    /// <summary>Channels at the full resolution, before the multiplier.</summary>
    public int ModelChannels { get; init; }

    /// <summary>The channels' multiplier at each level, from the full resolution down.</summary>
    public IReadOnlyList<int> ChannelMultipliers { get; init; } = [];

    /// <summary>The width of the embedding, as a multiple of <see cref="ModelChannels"/>.</summary>
    public int EmbeddingMultiplier { get; init; } = 4;

    /// <summary>Blocks a level.</summary>
    public int Blocks { get; init; }

    /// <summary>Resolutions with self-attention.</summary>
    public IReadOnlyList<int> AttentionResolutions { get; init; } = [];

    /// <summary>The share of activations that each block drops while the network is in training mode.</summary>
    public double Dropout { get; init; }

    /// <summary>The share of samples whose class label is dropped while the network is in training mode.</summary>
    public double LabelDropout { get; init; }

    /// <summary>Channels of the result.</summary>
    internal int Outputs => OutChannels ?? Channels;
}
