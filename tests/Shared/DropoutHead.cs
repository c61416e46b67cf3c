using FDistill.Heads;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>A linear head that drops half of its features.</summary>
internal sealed class DropoutHead : IDiscriminatorHead
{
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available) => [available[0]];

    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features) => new Network(features[0].Channels);

    private sealed class Network : nn.Module<HeadInput, Tensor>
    {
        private readonly TorchSharp.Modules.Linear linear;

        public Network(long channels) : base(nameof(DropoutHead))
        {
            linear = nn.Linear(channels, 1, device: CPU, dtype: ScalarType.Float32);
            RegisterComponents();
        }

        public override Tensor forward(HeadInput input) =>
            linear.call(nn.functional.dropout(input.Features[0].mean([2, 3]), 0.5, training));
    }
}
