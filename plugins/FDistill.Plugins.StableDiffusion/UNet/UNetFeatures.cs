using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Teachers;

namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>The features that a U-Net offers to a discriminator: what each
/// block gives to the next, in the order in which they are computed.</summary>
internal static class UNetFeatures
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names(UNetConfig config) => [.. Of(config, height: 1, width: 1).Select(map => map.Name)];

    /// <summary>All of them.</summary>
    /// <param name="config">The network.</param>
    /// <param name="height">The latents' height.</param>
    /// <param name="width">The latents' width.</param>
    public static IReadOnlyList<FeatureMap> Of(UNetConfig config, int height, int width)
    {
        var last = config.BlockChannels.Count - 1;
        FeatureMap At(string name, int channels, int halvings) => new(name, channels, Halved(height, halvings), Halved(width, halvings));
        return
        [
            .. config.BlockChannels.Select((channels, level) => At($"down_blocks.{level}", channels, Math.Min(level + 1, last))),
            At("mid_block", config.BlockChannels[last], last),
            .. config.BlockChannels.Reverse().Select((channels, block) => At($"up_blocks.{block}", channels, Math.Max(last - block - 1, 0))),
        ];
    }

    private static int Halved(int size, int times) => (size + (1 << times) - 1) >> times;
}
