using FDistill.Parity.Checks;
using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>D_x = c_skip x + c_out F(c_in x, c_noise), and the network's features by name.</summary>
internal sealed class PreconditioningKind : INetworkKind
{
    private const string Features = "features/";

    public string Name => "edm.precond";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        using var network = NetworkArguments.Preconditioned(check.Kwargs, check.Weights());
        var x = call.Input("x");
        var sigma = call.Input("sigma").to_type(float64).flatten().expand(x.shape[0]);
        var wanted = call.WantedBelow(Features);
        var tap = new FeatureTap(wanted);

        var estimate = network.Run(x, sigma, call.OptionalInput("class_labels"), call.OptionalInput("augment_labels"), tap, AfterFeatures.Continue)!;
        call.Return("D_x", estimate);
        foreach (var (name, feature) in wanted.Zip(tap.Features)) call.Return(Features + name, feature);
    }
}
