using System.Text.Json;
using FDistill.Plugins.Edm.Networks;

namespace FDistill.Parity.Edm;

/// <summary>Reads the reference's arguments as the plugin's options.</summary>
internal static class NetworkArguments
{
    public static SongUNetOptions SongUNet(JsonElement arguments) => new()
    {
        Resolution = arguments.GetProperty("img_resolution").GetInt32(),
        Channels = arguments.GetProperty(arguments.TryGetProperty("img_channels", out _) ? "img_channels" : "in_channels").GetInt32(),
        Labels = arguments.GetProperty("label_dim").GetInt32(),
        AugmentLabels = arguments.GetProperty("augment_dim").GetInt32(),
        ModelChannels = arguments.GetProperty("model_channels").GetInt32(),
        ChannelMultipliers = Integers(arguments, "channel_mult"),
        EmbeddingMultiplier = arguments.GetProperty("channel_mult_emb").GetInt32(),
        Blocks = arguments.GetProperty("num_blocks").GetInt32(),
        AttentionResolutions = Integers(arguments, "attn_resolutions"),
        ResampleFilter = Numbers(arguments, "resample_filter"),
    };

    public static UNetBlockOptions Block(JsonElement arguments)
    {
        var outChannels = arguments.GetProperty("out_channels").GetInt64();
        var heads = arguments.GetProperty("num_heads");
        return new()
        {
            InChannels = arguments.GetProperty("in_channels").GetInt64(),
            OutChannels = outChannels,
            EmbeddingChannels = arguments.GetProperty("emb_channels").GetInt64(),
            Resample = ResampleOf(arguments),
            ResampleFilter = Numbers(arguments, "resample_filter"),
            ResampleProjection = arguments.GetProperty("resample_proj").GetBoolean(),
            Heads = !arguments.GetProperty("attention").GetBoolean() ? 0
                : heads.ValueKind == JsonValueKind.Null ? outChannels / arguments.GetProperty("channels_per_head").GetInt64() : heads.GetInt64(),
            SkipScale = arguments.GetProperty("skip_scale").GetDouble(),
            Eps = arguments.GetProperty("eps").GetDouble(),
            AdaptiveScale = arguments.GetProperty("adaptive_scale").GetBoolean(),
        };
    }

    public static Resample ResampleOf(JsonElement arguments) =>
        arguments.GetProperty("up").GetBoolean() ? Resample.Up : arguments.GetProperty("down").GetBoolean() ? Resample.Down : Resample.None;

    public static double[] Numbers(JsonElement arguments, string name) => [.. arguments.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static int[] Integers(JsonElement arguments, string name) => [.. arguments.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];
}
