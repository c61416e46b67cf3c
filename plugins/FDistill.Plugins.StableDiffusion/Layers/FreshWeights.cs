using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>The weights that a network of this plugin begins its training with.</summary>
public static class FreshWeights
{
    /// <summary>CLIP's own, of the embeddings of tokens (Radford et al. 2021, reference implementation).</summary>
    private const double EmbeddingDeviation = 0.02;

    /// <summary>The name of CLIP's temperature, and where it starts: ln 1/0.07 (section 2.5 there).</summary>
    private const string LogitScale = "logit_scale";
    private static readonly double FirstLogitScale = Math.Log(1 / 0.07);

    /// <summary>Fills convolutions and linear maps uniformly in ±1/√fan-in, PyTorch's
    /// rule; embeddings normally; normalisations with 1; biases with 0.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">Of the numbers, which are drawn on the CPU.</param>
    public static void Draw(nn.Module network, long seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var ungraded = no_grad();
        using var generator = new Generator(unchecked((ulong)seed), CPU);
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var scope = NewDisposeScope();
            parameter.copy_(Values(name, parameter.shape, generator));
        }
    }

    private static Tensor Values(string name, long[] shape, Generator generator)
    {
        if (name.EndsWith(LogitScale, StringComparison.Ordinal)) return full(shape, FirstLogitScale, dtype: float32, device: CPU);
        if (name.Contains("embeddings.", StringComparison.Ordinal) && !name.Contains("patch_embedding", StringComparison.Ordinal))
            return generator.Normal(shape, CPU) * EmbeddingDeviation;
        if (shape.Length < 2) return full(shape, name.EndsWith("bias", StringComparison.Ordinal) ? 0 : 1, dtype: float32, device: CPU);
        var bound = 1 / Math.Sqrt(shape.Skip(1).Aggregate(1L, (product, size) => product * size));
        return (generator.Uniform(shape, CPU) * 2 - 1) * bound;
    }
}
