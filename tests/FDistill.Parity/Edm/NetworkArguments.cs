using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>Reads the reference's arguments as the plugin's options.</summary>
internal static class NetworkArguments
{
    /// <summary>A network with its preconditioning and zero weights.</summary>
    public static EdmPreconditioned Preconditioned(JsonElement arguments)
    {
        var network = Reference(arguments);
        var preconditioning = network.Architecture.Preconditioning.Create(network.SigmaData ?? 0.5, CPU);
        return new EdmPreconditioned(network.Architecture.ToNetworkOptions(), preconditioning, NetworkPlace.Cpu);
    }

    /// <summary>A network alone, whose arguments count its channels themselves.</summary>
    public static UNet Network(JsonElement arguments)
    {
        var inner = JsonObject.Create(arguments)!;
        var outputs = inner["out_channels"]!.GetValue<int>();
        inner["precond"] = "EDMPrecond";
        inner["img_channels"] = inner["in_channels"]!.DeepClone();
        inner.Remove("in_channels");
        inner.Remove("out_channels");
        return UNet.Create(Reference(JsonSerializer.SerializeToElement(inner)).Architecture.ToNetworkOptions() with { OutChannels = outputs }, NetworkPlace.Cpu);
    }

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

    /// <summary>A recorded network's description, without what only the recording has.</summary>
    private static ReferenceNetwork Reference(JsonElement arguments)
    {
        var own = JsonObject.Create(arguments)!;
        var precond = own["precond"]!.GetValue<string>();
        foreach (var name in (string[])["precond", "fastgen", "ignore_weights", "net_pred_type", "drop_precond", "sigma_shift"]) own.Remove(name);
        return ReferenceNetwork.Of(precond, JsonSerializer.SerializeToElement(own));
    }
}
