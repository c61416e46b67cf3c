namespace FDistill.Plugins.StableDiffusion.Dino;

/// <summary>The size of a DINO vision transformer. The defaults are ViT-S/16's.</summary>
public sealed record DinoConfig
{
    /// <summary>Height and width of the images that its positions were learned for.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Height and width of a patch.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Channels of the images.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>The width of the tokens.</summary>
    public int Width { get; init; } = 384;

    /// <summary>How many blocks.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads.</summary>
    public int Heads { get; init; } = 6;

    /// <summary>The width inside the feed-forward layers.</summary>
    public int FeedForwardWidth { get; init; } = 1536;

    /// <summary>Whether queries, keys and values have a bias.</summary>
    public bool HasQueryBias { get; init; } = true;

    /// <summary>Added to the variance in the normalisations.</summary>
    public double Eps { get; init; } = 1e-6;
}
