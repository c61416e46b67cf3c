using FDistill.Heads;
using FDistill.Teachers;
using FDistill.Testing.Heads;
using FDistill.Testing.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Testing.Tests;

public class BrokenHeadTests
{
    private const string Create = "IDiscriminatorHead.Create";

    [Fact]
    public void A_head_that_normalises_over_the_batch_is_found() =>
        Broken.Says(Create, "a difference of", Laws(x => x - x.mean([0], keepdim: true)).Each_sample_s_logits_are_independent_of_the_batch);

    [Fact]
    public void A_head_that_cuts_the_gradient_is_found() =>
        Broken.Says(Create, "no gradient reaches 'map'", Laws(x => x * 0).Gradients_reach_every_feature_and_parameter_and_can_be_differentiated_again);

    [Fact]
    public void A_head_that_changes_its_input_is_found() => Broken.Says(Create, "a difference of", Laws(x => x.add_(1)).The_features_are_left_as_they_were);

    [Fact]
    public void A_head_that_is_not_finite_is_found() => Broken.Says(Create, "NaN or infinity", Laws(x => x * double.NaN).There_is_a_finite_logit_for_each_sample_and_head);

    private static LawsOf Laws(Func<Tensor, Tensor> first) => new(first);

    private sealed class LawsOf(Func<Tensor, Tensor> first) : HeadLaws
    {
        protected override IReadOnlyList<FeatureMap> Available => [new("map", 3, 2, 2)];

        protected override IDiscriminatorHead CreateHead() => new Linear(first);
    }

    private sealed class Linear(Func<Tensor, Tensor> first) : IDiscriminatorHead
    {
        public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available) => available;

        public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features) => new Network(first);
    }

    private sealed class Network : nn.Module<HeadInput, Tensor>
    {
        private readonly Func<Tensor, Tensor> first;
        private readonly nn.Module<Tensor, Tensor> linear = nn.Linear(12, 1, device: CPU, dtype: ScalarType.Float32);

        public Network(Func<Tensor, Tensor> first) : base(nameof(Network))
        {
            this.first = first;
            RegisterComponents();
        }

        public override Tensor forward(HeadInput input) => linear.call(first(input.Features[0]).flatten(1).tanh());
    }
}
