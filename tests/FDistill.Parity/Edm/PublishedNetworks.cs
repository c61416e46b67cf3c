using System.Text.Json;
using FDistill.Plugins.Edm.Networks;

namespace FDistill.Parity.Edm;

/// <summary>The sizes of published networks, whose listings state only what differs from the reference's defaults.</summary>
internal static class PublishedNetworks
{
    public static SongUNetOptions Options(JsonElement arguments)
    {
        var defaults = new SongUNetOptions { Resolution = arguments.GetProperty("img_resolution").GetInt32(), Channels = arguments.GetProperty("img_channels").GetInt32() };
        return defaults with
        {
            Labels = arguments.GetProperty("label_dim").GetInt32(),
            AugmentLabels = arguments.GetProperty("augment_dim").GetInt32(),
            ModelChannels = arguments.GetProperty("model_channels").GetInt32(),
            ChannelMultipliers = [.. arguments.GetProperty("channel_mult").EnumerateArray().Select(number => number.GetInt32())],
        };
    }
}
