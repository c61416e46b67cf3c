using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>How fresh weights are drawn. Layers are made with zeros, then filled in one sweep, so that loading a file draws nothing.</summary>
internal static class WeightInitialisation
{
    /// <summary>The gain of layers that begin as (almost) no change: conv1, proj and the last convolution (EDM).</summary>
    public const double NearZero = 1e-5;

    /// <summary>The gain of the query, key and value projection (EDM).</summary>
    public static readonly double Attention = Math.Sqrt(0.2);

    /// <summary>Fills every layer of a network, in the order of registration.</summary>
    /// <param name="network">The network.</param>
    /// <param name="generator">A generator on the CPU: the same weights on every device.</param>
    public static void Draw(nn.Module network, Generator generator)
    {
        using var ungraded = no_grad();
        foreach (var layer in network.modules().OfType<IInitialised>()) layer.Draw(generator);
    }

    /// <summary>Fills a weight by Glorot's uniform rule: ±gain·√(6 / (fan in + fan out)).</summary>
    public static void XavierUniform(Tensor weight, double gain, Generator generator)
    {
        using var scope = NewDisposeScope();
        var cells = weight.shape.Skip(2).Aggregate(1L, (product, size) => product * size);
        var bound = gain * Math.Sqrt(6.0 / ((weight.shape[0] + weight.shape[1]) * cells));
        weight.copy_(empty(weight.shape, dtype: float32, device: CPU).uniform_(-bound, bound, generator));
    }
}

/// <summary>A layer that can draw fresh weights.</summary>
internal interface IInitialised
{
    /// <summary>Fills the layer's weights.</summary>
    void Draw(Generator generator);
}
