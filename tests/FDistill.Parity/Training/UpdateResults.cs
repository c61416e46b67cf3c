using FDistill.Engine.Training.Networks;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>Gradients and weights of a network after an iteration.</summary>
internal static class UpdateResults
{
    /// <summary>Returns all that was recorded of a network.</summary>
    /// <param name="call">The call.</param>
    /// <param name="prefix">What the roles begin with: which network it is.</param>
    /// <param name="network">The network.</param>
    public static void Return(CheckCall call, string prefix, TrainedNetwork network)
    {
        ReturnAll(call, $"{prefix}grad/", $"{prefix}grad_norms", network.Gradients);
        ReturnAll(call, $"{prefix}param_after/", $"{prefix}param_norms_after", network.Named(network.Weights.detach()));
    }

    private static void ReturnAll(CheckCall call, string each, string norms, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        var byName = tensors.ToDictionary();
        foreach (var name in call.WantedBelow(each))
            if (byName.TryGetValue(name, out var found)) call.Return(each + name, found.clone());
        if (call.Wants(norms)) call.Return(norms, byName.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.to_type(float64).norm())));
    }
}
