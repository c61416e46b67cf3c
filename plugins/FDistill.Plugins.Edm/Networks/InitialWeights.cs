using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>How a layer's fresh weights are drawn. Layers are made with zeros,
/// then filled in one sweep, so that loading a file draws nothing.</summary>
/// <param name="Rule">The distribution.</param>
/// <param name="Gain">What the weights are multiplied by.</param>
/// <param name="BiasGain">What a bias drawn by the same rule is multiplied by; 0: the bias begins at 0.</param>
public sealed record InitialWeights(InitialRule Rule, double Gain, double BiasGain = 0)
{
    /// <summary>Most layers of DDPM++ and NCSN++.</summary>
    public static InitialWeights Xavier { get; } = new(InitialRule.XavierUniform, 1);

    /// <summary>DDPM++ and NCSN++: layers that begin as (almost) no change.</summary>
    public static InitialWeights NearZero { get; } = new(InitialRule.XavierUniform, 1e-5);

    /// <summary>DDPM++ and NCSN++: the projection to queries, keys and values.</summary>
    public static InitialWeights Attention { get; } = new(InitialRule.XavierUniform, Math.Sqrt(0.2));

    /// <summary>Most layers of ADM.</summary>
    public static InitialWeights Kaiming { get; } = new(InitialRule.KaimingUniform, Math.Sqrt(1.0 / 3), Math.Sqrt(1.0 / 3));

    /// <summary>ADM: layers that begin as no change at all.</summary>
    public static InitialWeights Zero { get; } = new(InitialRule.KaimingUniform, 0);

    /// <summary>Fills every layer of a network, in the order of registration.</summary>
    /// <param name="network">The network.</param>
    /// <param name="generator">A generator on the CPU: the same weights on every device.</param>
    internal static void Draw(nn.Module network, Generator generator)
    {
        using var ungraded = no_grad();
        foreach (var layer in network.modules().OfType<IInitialised>()) layer.Draw(generator);
    }

    /// <summary>Fills a layer's weight [out, in, …] and bias [out].</summary>
    internal void Fill(Tensor weight, Tensor? bias, Generator generator)
    {
        var cells = weight.shape.Skip(2).Aggregate(1L, (product, size) => product * size);
        var (fanIn, fanOut) = (weight.shape[1] * cells, weight.shape[0] * cells);
        Fill(weight, Gain, fanIn, fanOut, generator);
        if (bias is not null) Fill(bias, BiasGain, fanIn, fanOut, generator);
    }

    private void Fill(Tensor target, double gain, long fanIn, long fanOut, Generator generator)
    {
        if (gain == 0) return;
        using var scope = NewDisposeScope();
        var values = empty(target.shape, dtype: float32, device: CPU);
        target.copy_(Rule switch
        {
            InitialRule.XavierUniform => Uniform(values, gain * Math.Sqrt(6.0 / (fanIn + fanOut)), generator),
            InitialRule.KaimingUniform => Uniform(values, gain * Math.Sqrt(3.0 / fanIn), generator),
            InitialRule.KaimingNormal => values.normal_(0, gain * Math.Sqrt(1.0 / fanIn), generator),
            _ => throw new InvalidOperationException($"unknown rule {Rule}"),
        });
    }

    private static Tensor Uniform(Tensor values, double bound, Generator generator) => values.uniform_(-bound, bound, generator);
}

/// <summary>Distributions of fresh weights (EDM, training/networks.py, weight_init).</summary>
public enum InitialRule
{
    /// <summary>Uniform in ±√(6 / (fan in + fan out)).</summary>
    XavierUniform,

    /// <summary>Uniform in ±√(3 / fan in).</summary>
    KaimingUniform,

    /// <summary>Normal, of variance 1 / fan in.</summary>
    KaimingNormal,
}

/// <summary>A layer that can draw fresh weights.</summary>
internal interface IInitialised
{
    /// <summary>Fills the layer's weights.</summary>
    void Draw(Generator generator);
}
