using FDistill.Parity.Checks;
using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>F_x of the network itself, and its features by name.</summary>
internal sealed class NetworkKind : INetworkKind
{
    private const string Features = "features/";

    public string Name => "edm.network";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        using var network = NetworkArguments.Network(check.Kwargs);
        check.Weights().CopyTo(network);
        var wanted = call.WantedBelow(Features);
        var tap = new FeatureTap(wanted);

        var output = network.Run(
            call.Input("x"), call.Input("noise_labels"), call.OptionalInput("class_labels"), call.OptionalInput("augment_labels"), tap, AfterFeatures.Continue)!;
        call.Return("F_x", output);
        call.Return("map_noise", network.EmbedNoise(call.Input("noise_labels")));
        foreach (var (name, feature) in wanted.Zip(tap.Features)) call.Return(Features + name, feature);
    }
}
