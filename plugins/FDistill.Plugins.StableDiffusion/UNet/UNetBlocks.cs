using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>Lays out the blocks of a U-Net: which channels each layer takes in and gives.</summary>
internal sealed class UNetBlocks(UNetConfig config, NetworkPlace place)
{
    private readonly int last = config.BlockChannels.Count - 1;

    /// <summary>The way down, from the full resolution on.</summary>
    public IEnumerable<DownBlock> Down()
    {
        var channels = config.BlockChannels[0];
        for (var level = 0; level <= last; level++)
        {
            var (given, wide) = (channels, config.BlockChannels[level]);
            var layers = Enumerable.Range(0, config.Layers[level]).Select(layer => (In: (long)(layer == 0 ? given : wide), Out: (long)wide));
            yield return new DownBlock(Options([.. layers], level, config.DownAttention[level], resamples: level < last), config.DownsamplePadding, place);
            channels = wide;
        }
    }

    /// <summary>The middle.</summary>
    public MidBlock Middle()
    {
        var channels = (long)config.BlockChannels[last];
        return new MidBlock(Options([(channels, channels), (channels, channels)], last, attention: true, resamples: false), config.MidBlockScale, place);
    }

    /// <summary>The way up, from the smallest resolution on. Each layer
    /// takes in a result of the way down, the last made first.</summary>
    public IEnumerable<UpBlock> Up()
    {
        var skips = SkipChannels();
        var channels = config.BlockChannels[last];
        for (var level = last; level >= 0; level--)
        {
            var (given, wide) = (channels, config.BlockChannels[level]);
            var layers = Enumerable.Range(0, config.Layers[level] + 1).Select(layer => (In: (layer == 0 ? given : wide) + skips.Pop(), Out: (long)wide));
            yield return new UpBlock(Options([.. layers], level, config.UpAttention[last - level], resamples: level > 0), place);
            channels = wide;
        }
    }

    private Stack<long> SkipChannels()
    {
        var skips = new Stack<long>([config.BlockChannels[0]]);
        for (var level = 0; level <= last; level++)
        {
            var results = config.Layers[level] + (level < last ? 1 : 0);
            for (var result = 0; result < results; result++) skips.Push(config.BlockChannels[level]);
        }
        return skips;
    }

    private BlockOptions Options(IReadOnlyList<(long In, long Out)> layers, int level, bool attention, bool resamples) => new()
    {
        Layers = layers,
        EmbeddingWidth = config.EmbeddingWidth,
        Norm = (config.Groups, config.Eps),
        Attention = attention
            ? new AttentionOptions(config.TransformerLayers[level], config.Heads[level], config.ContextWidth, config.LinearProjection, config.UpcastAttention, config.Groups)
            : null,
        Resamples = resamples,
    };
}
