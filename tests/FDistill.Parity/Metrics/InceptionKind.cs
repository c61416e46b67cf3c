using FDistill.Parity.Checks;
using FDistill.Plugins.Metrics.Inception;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Metrics;

/// <summary>The Inception network of FID, its beginning, or one of its modules.</summary>
internal sealed class InceptionKind : INetworkKind
{
    private const string Counter = ".num_batches_tracked";

    public string Name => "metric.inception";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        check.Kwargs.Only("batch_norm_eps", 0.001);
        if (check.Kwargs.Text("module") is "prefix" or "full") Walk(check, call);
        else Apply(check, call);
    }

    private static void Apply(Check check, CheckCall call)
    {
        var channels = check.Kwargs.Integer("in_channels");
        using nn.Module<Tensor, Tensor> module = check.Kwargs.Text("module") switch
        {
            "FIDInceptionA" => new InceptionA(channels, check.Kwargs.Integer("pool_features")),
            "InceptionB" => new InceptionB(channels),
            "FIDInceptionC" => new InceptionC(channels, check.Kwargs.Integer("channels_7x7")),
            "InceptionD" => new InceptionD(channels),
            "FIDInceptionE_1" => new InceptionE(channels, takesMaximum: false),
            "FIDInceptionE_2" => new InceptionE(channels, takesMaximum: true),
            _ => throw check.Kwargs.Unknown("module", "prefix, full, FIDInceptionA, InceptionB, FIDInceptionC, InceptionD, FIDInceptionE_1 or FIDInceptionE_2"),
        };
        Load(check.Weights(), module);
        call.Return("y", module.forward(call.Input("x")));
    }

    private static void Walk(Check check, CheckCall call)
    {
        var isWhole = check.Kwargs.Text("module") == "full";
        var blocks = check.Kwargs.Integers("output_blocks");
        using var network = new InceptionNetwork(isWhole ? 4 : blocks.Max() + 1);
        var weights = check.Weights();
        Load(isWhole ? weights : Renamed(weights, network), network);

        var values = call.Input("x");
        if (check.Kwargs.Flag("resize_input")) values = InceptionInput.Resize(values);
        if (check.Kwargs.Flag("normalize_input")) values = InceptionInput.Normalize(values);
        call.Return("normalized", values);
        foreach (var block in network.Layers.GroupBy(layer => layer.Block))
        {
            foreach (var (index, layer) in block.Index())
            {
                values = layer.Apply(values);
                call.Return($"layers/{block.Key}.{index}", values);
                if (layer.Name is { } name) call.Return($"modules/{name}", values);
            }
            if (blocks.Contains(block.Key)) call.Return($"features/{values.shape[1]}", values);
        }
        if (network.Classifier is { } classifier) call.Return("logits", classifier.forward(values.flatten(1)));
    }

    /// <summary>Weights named by block and place, <c>0.2.conv.weight</c>,
    /// under the names that the network gives them.</summary>
    private static CheckWeights Renamed(CheckWeights weights, InceptionNetwork network)
    {
        var names = network.Layers.GroupBy(layer => layer.Block)
            .SelectMany(block => block.Index().Where(layer => layer.Item.Name is not null).Select(layer => KeyValuePair.Create($"{block.Key}.{layer.Index}", layer.Item.Name!))).ToDictionary();
        string Rename(string name)
        {
            var place = string.Join('.', name.Split('.').Take(2));
            return names.TryGetValue(place, out var own) ? own + name[place.Length..] : name;
        }
        return weights with { Tensors = weights.Tensors.Renamed(Rename) };
    }

    /// <summary>Recordings need not hold the batch norms' counters, which count in training only.</summary>
    private static void Load(CheckWeights weights, nn.Module<Tensor, Tensor> module)
    {
        var counters = StateDict.Of(module).Select(pair => pair.Key).Where(name => name.EndsWith(Counter, StringComparison.Ordinal));
        (weights with { Untouched = weights.Untouched.Union(counters).ToHashSet() }).CopyTo(module);
        module.eval();
    }
}
