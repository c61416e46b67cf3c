using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace Acme.Heads;

/// <summary>One logit from the means of the chosen feature maps.</summary>
/// <param name="options">Which feature maps.</param>
/// <param name="environment">The run's seed, from which fresh weights derive.</param>
public sealed class LinearProbe(LinearProbeOptions options, RunEnvironment environment) : IDiscriminatorHead
{
    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available)
    {
        ArgumentNullException.ThrowIfNull(available);
        if (options.Features.Length == 0) return [available[^1]];
        return [.. options.Features.Select(name => available.FirstOrDefault(map => map.Name == name)
            ?? throw new ArgumentException($"There is no feature '{name}'; there are {string.Join(", ", available.Select(map => map.Name))}"))];
    }

    /// <inheritdoc/>
    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new Network(features.Sum(map => map.Channels), environment.Seed);
    }

    private sealed class Network : nn.Module<HeadInput, Tensor>
    {
        private readonly TorchSharp.Modules.Linear linear;

        public Network(int channels, long seed) : base(nameof(LinearProbe))
        {
            linear = nn.Linear(channels, 1, device: CPU, dtype: float32);
            using var ungraded = no_grad();
            using var scope = NewDisposeScope();
            using var generator = new Generator((ulong)seed, CPU);
            linear.weight!.copy_(generator.Normal(linear.weight.shape, CPU) / Math.Sqrt(channels));
            linear.bias!.zero_();
            RegisterComponents();
        }

        public override Tensor forward(HeadInput input)
        {
            using var scope = NewDisposeScope();
            var means = input.Features.Select(feature => feature.mean([2, 3])).ToArray();
            return linear.call(cat(means, dim: 1).tanh()).MoveToOuterDisposeScope();
        }
    }
}
