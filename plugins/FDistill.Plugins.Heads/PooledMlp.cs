using FDistill.Heads;
using FDistill.Teachers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads;

/// <summary>Averages of feature maps over their cells, and a fully connected network to one logit.</summary>
public sealed class PooledMlp : nn.Module<HeadInput, Tensor>
{
    private const double SmallestTime = 1e-6;
    private readonly bool noiseLevel;
    private readonly Sequential layers;

    /// <summary>Makes the head with fresh weights, outside every dispose scope.</summary>
    /// <param name="features">What it looks at.</param>
    /// <param name="options">The network's size.</param>
    /// <param name="generator">A generator on the CPU.</param>
    public PooledMlp(IReadOnlyList<FeatureMap> features, PooledMlpHeadOptions options, Generator generator) : base(nameof(PooledMlp))
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        using var scope = NewDisposeScope();
        noiseLevel = options.NoiseLevel;
        var width = features.Sum(map => (long)map.Channels) + (noiseLevel ? 1 : 0);
        var stack = new List<nn.Module<Tensor, Tensor>>();
        for (var layer = 0; layer < options.Layers; layer++, width = options.Width)
        {
            stack.Add(nn.Linear(width, options.Width, device: CPU, dtype: float32));
            stack.Add(nn.SiLU());
        }
        stack.Add(nn.Linear(width, 1, device: CPU, dtype: float32));
        layers = nn.Sequential(stack.ToArray());
        RegisterComponents();
        FreshWeights.Draw(this, generator);
        foreach (var parameter in parameters()) parameter.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(HeadInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var columns = input.Features.Select(feature => feature.mean([2, 3])).ToList();
        if (noiseLevel) columns.Add(input.T.clamp_min(SmallestTime).log().div(4).to_type(float32).unsqueeze(1));
        return layers.forward(cat(columns.ToArray(), dim: 1)).MoveToOuterDisposeScope();
    }
}
