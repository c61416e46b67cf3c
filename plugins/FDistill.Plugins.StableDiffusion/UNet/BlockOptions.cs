namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>What a block of the U-Net is made of.</summary>
internal sealed record BlockOptions
{
    /// <summary>Channels of the input and of the output of each residual layer.</summary>
    public required IReadOnlyList<(long In, long Out)> Layers { get; init; }

    /// <summary>The width of the time embedding.</summary>
    public required int EmbeddingWidth { get; init; }

    /// <summary>Groups of the normalisations, and what is added to the variance.</summary>
    public required (long Groups, double Eps) Norm { get; init; }

    /// <summary>The attention after each residual layer; null: none.</summary>
    public required AttentionOptions? Attention { get; init; }

    /// <summary>Whether the block ends by halving or doubling the resolution.</summary>
    public required bool Resamples { get; init; }
}
