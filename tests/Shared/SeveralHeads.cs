using FDistill.Heads;
using FDistill.Teachers;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Tests.Shared;

/// <summary>A discriminator of three heads, each of which looks at one
/// feature map: the first, one in the middle and the last.</summary>
/// <param name="factor">What the logits are multiplied by.</param>
internal sealed class SeveralHeads(double factor = 1) : IDiscriminatorHead
{
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available) => [available[0], available[available.Count / 2], available[^1]];

    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features) => new Network(features, factor);

    private sealed class Network : nn.Module<HeadInput, Tensor>
    {
        private readonly List<Parameter> weights = [];

        private readonly double factor;

        public Network(IReadOnlyList<FeatureMap> features, double factor) : base(nameof(SeveralHeads))
        {
            this.factor = factor;
            using var generator = new Generator(11, CPU);
            foreach (var (number, map) in features.Index())
            {
                var size = map.Channels * map.Height * map.Width;
                var weight = nn.Parameter(randn([size, 3], dtype: ScalarType.Float32, device: CPU, generator: generator) / Math.Sqrt(size));
                weight.DetachFromDisposeScope();
                weights.Add(weight);
                register_parameter($"head{number}", weight);
            }
        }

        public override Tensor forward(HeadInput input) =>
            factor * stack([.. input.Features.Zip(weights, (feature, weight) => feature.flatten(1).matmul(weight).tanh().sum(dim: 1))], dim: 1);
    }
}
