using System.Text.Json;
using FDistill.Parity.Checks;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>Reads the reference's arguments as the plugin's options.</summary>
internal static class NetworkArguments
{
    /// <summary>A network alone, whose arguments count its channels themselves; with zero weights.</summary>
    public static UNet Network(Kwargs arguments)
    {
        var inner = arguments.Others("out_channels");
        inner["img_channels"] = inner["in_channels"]?.DeepClone();
        inner.Remove("in_channels");
        var options = ReferenceNetwork.Of("EDMPrecond", JsonSerializer.SerializeToElement(inner)).Architecture.ToNetworkOptions();
        return UNet.Create(options with { OutChannels = arguments.Integer("out_channels") }, NetworkPlace.Cpu);
    }

    /// <summary>A network with its preconditioning and its recorded weights.</summary>
    /// <param name="arguments">The arguments of an <c>edm.precond</c>.</param>
    /// <param name="weights">Its weights.</param>
    public static EdmPreconditioned Preconditioned(Kwargs arguments, CheckWeights weights)
    {
        var network = Preconditioned(arguments);
        weights.Without(Ignored(arguments)).CopyTo(network);
        return network;
    }

    /// <summary>A network with its preconditioning and zero weights.</summary>
    /// <param name="arguments">The arguments of an <c>edm.precond</c>.</param>
    public static EdmPreconditioned Preconditioned(Kwargs arguments)
    {
        // Coefficients are computed in float64 always, as the distillation's reference does.
        if (arguments.Flag("fastgen", otherwise: false))
        {
            arguments.Only("net_pred_type", "x0");
            arguments.Only("drop_precond", null);
            arguments.Only("sigma_shift", 0);
        }
        var own = JsonSerializer.SerializeToElement(arguments.Others("kind", "precond", "fastgen", "ignore_weights", "net_pred_type", "drop_precond", "sigma_shift"));
        var network = ReferenceNetwork.Of(arguments.Text("precond"), own);
        var preconditioning = network.Architecture.Preconditioning.Create(network.SigmaData ?? 0.5, CPU);
        return new EdmPreconditioned(network.Architecture.ToNetworkOptions(), preconditioning, NetworkPlace.Cpu);
    }

    /// <summary>Names of stored weights that the network has no use for.</summary>
    public static IReadOnlyCollection<string> Ignored(Kwargs arguments) => arguments.Has("ignore_weights") ? arguments.Texts("ignore_weights") : [];

    /// <summary>The arguments of a block.</summary>
    public static UNetBlockOptions Block(Kwargs arguments)
    {
        var outChannels = arguments.Integer("out_channels");
        var heads = arguments.Integer("num_heads", otherwise: outChannels / arguments.Integer("channels_per_head"));
        arguments.Irrelevant("dropout");
        return new()
        {
            InChannels = arguments.Integer("in_channels"),
            OutChannels = outChannels,
            EmbeddingChannels = arguments.Integer("emb_channels"),
            Resample = ResampleOf(arguments),
            ResampleFilter = arguments.Numbers("resample_filter"),
            ResampleProjection = arguments.Flag("resample_proj"),
            Heads = arguments.Flag("attention") ? heads : 0,
            SkipScale = arguments.Number("skip_scale"),
            Eps = arguments.Number("eps"),
            AdaptiveScale = arguments.Flag("adaptive_scale"),
        };
    }

    /// <summary>Whether a block or layer halves or doubles its maps.</summary>
    public static Resample ResampleOf(Kwargs arguments) => (arguments.Flag("up"), arguments.Flag("down")) switch
    {
        (true, _) => Resample.Up,
        (_, true) => Resample.Down,
        _ => Resample.None,
    };
}
