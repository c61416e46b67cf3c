using static TorchSharp.torch;

namespace FDistill.Plugins.Heads;

/// <summary>Fresh weights by a given generator: the layers' constructors
/// draw from the global one, and leave normalisations unset.</summary>
internal static class FreshWeights
{
    /// <summary>Fills convolutions and linear maps uniformly in ±1/√(fan
    /// in), PyTorch's default; normalisations with 1 and 0.</summary>
    /// <param name="module">A module whose layers all have a weight and a bias.</param>
    /// <param name="generator">A generator on the CPU.</param>
    public static void Draw(nn.Module module, Generator generator)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        foreach (var layer in module.modules().Where(layer => layer.has_parameter("weight")))
        {
            var (weight, bias) = (layer.get_parameter("weight")!, layer.get_parameter("bias")!);
            if (weight.dim() == 1)
            {
                weight.fill_(1);
                bias.fill_(0);
                continue;
            }
            var bound = 1 / Math.Sqrt(weight.shape.Skip(1).Aggregate(1L, (product, size) => product * size));
            weight.uniform_(-bound, bound, generator);
            bias.uniform_(-bound, bound, generator);
        }
    }
}
