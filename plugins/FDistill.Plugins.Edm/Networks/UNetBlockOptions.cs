namespace FDistill.Plugins.Edm.Networks;

/// <summary>What a U-Net block is made of. The defaults are DDPM++'s (EDM, training/networks.py, SongUNet).</summary>
public sealed record UNetBlockOptions
{
    /// <summary>Channels of the input.</summary>
    public required long InChannels { get; init; }

    /// <summary>Channels of the output.</summary>
    public required long OutChannels { get; init; }

    /// <summary>The width of the embedding of noise level and label.</summary>
    public required long EmbeddingChannels { get; init; }

    /// <summary>What happens to the resolution in the first convolution.</summary>
    public Resample Resample { get; init; }

    /// <summary>The low-pass filter of the resampling.</summary>
    public IReadOnlyList<double> ResampleFilter { get; init; } = [1, 1];

    /// <summary>Whether a resampling skip connection has a 1×1 convolution even where the channels stay.</summary>
    public bool ResampleProjection { get; init; } = true;

    /// <summary>Heads of self-attention at the end of the block; 0: none.</summary>
    public long Heads { get; init; }

    /// <summary>The factor of both residual sums.</summary>
    public double SkipScale { get; init; } = Math.Sqrt(0.5);

    /// <summary>Added to the variance in the normalisations.</summary>
    public double Eps { get; init; } = 1e-6;

    /// <summary>Whether the embedding scales and shifts the second
    /// normalisation's result (ADM) instead of being added before it.</summary>
    public bool AdaptiveScale { get; init; }

    /// <summary>The share of activations dropped before the second
    /// convolution while the block is in training mode.</summary>
    public double Dropout { get; init; }

    /// <summary>How fresh weights are drawn.</summary>
    public InitialWeights Initial { get; init; } = InitialWeights.Xavier;

    /// <summary>How fresh weights are drawn of layers that begin as almost no
    /// change: the second convolution, and attention's projection.</summary>
    public InitialWeights InitialOutputs { get; init; } = InitialWeights.NearZero;

    /// <summary>How fresh weights of queries, keys and values are drawn.</summary>
    public InitialWeights InitialAttention { get; init; } = InitialWeights.Attention;
}
