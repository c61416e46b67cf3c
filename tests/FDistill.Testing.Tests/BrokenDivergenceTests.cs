using FDistill.Divergences;
using FDistill.Testing.Divergences;
using FDistill.Testing.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Testing.Tests;

public class BrokenDivergenceTests
{
    private const string Weight = "IDivergence.Weight";

    [Fact]
    public void A_negative_weight_is_found_with_its_ratio()
    {
        Broken.Says(Weight, "h = -1", Laws(ratio => ratio.Value - 1).Weights_are_finite_and_not_negative_in_a_run_s_numbers);
        Broken.Says(Weight, "is negative", Laws(ratio => ratio.Value - 1e-9).Weights_are_finite_not_negative_and_continuous_over_24_decades);
    }

    [Fact]
    public void An_overflow_is_found() =>
        Broken.Says(Weight, "NaN or infinity", Laws(ratio => ratio.Value.pow(7)).Weights_are_finite_and_not_negative_in_a_run_s_numbers);

    [Fact]
    public void A_jump_is_found_where_it_is() =>
        Broken.Says(Weight, "jumps, at r = 2", Laws(ratio => ratio.Value.gt(2).to_type(ratio.Value.dtype) + 1).Weights_are_finite_not_negative_and_continuous_over_24_decades);

    [Fact]
    public void A_weight_of_the_batch_instead_of_the_sample_is_found() =>
        Broken.Says(Weight, "a difference of", Laws(ratio => ratio.Value / ratio.Value.mean()).Each_sample_s_weight_is_independent_of_the_batch);

    [Fact]
    public void A_weight_of_another_type_is_found() =>
        Broken.Says(Weight, "Float32", Laws(ratio => ratio.Value.to_type(ScalarType.Float32)).Weights_have_the_type_of_the_ratio);

    [Fact]
    public void A_weight_made_on_the_CPU_whatever_the_ratio_s_device_is_found() =>
        Broken.Says(Weight, "CPU", Laws(ratio => ones(ratio.Value.shape, dtype: ratio.Value.dtype, device: CPU)).Weights_are_made_on_the_ratio_s_device);

    [Fact]
    public void A_weight_with_a_gradient_is_found() =>
        Broken.Says(Weight, "requires_grad", Laws(ratio => ones(ratio.Value.shape, dtype: ratio.Value.dtype, device: CPU, requires_grad: true)).Weights_carry_no_gradient);

    [Fact]
    public void A_ratio_that_was_changed_or_disposed_or_handed_back_is_found()
    {
        Broken.Says(Weight, "a difference of", Laws(ratio => ratio.Value.add_(1).clone()).The_ratio_is_left_as_it_was);
        Broken.Says(Weight, "it was disposed", Laws(Disposing).The_ratio_is_left_as_it_was);
        Broken.Says(Weight, "a difference of", Laws(ratio => ratio.Value).The_ratio_is_left_as_it_was);
    }

    [Fact]
    public void Tail_weights_and_a_variance_that_are_another_h_s_are_found()
    {
        var laws = new LawsOf(ratio => ratio.Value.clone(), new TailWeights(Left: -1, Right: -2), variance: 3);
        Broken.Says("IDivergence.TailWeights", "r → ∞", laws.Tail_weights_that_are_given_are_those_of_h);
        Broken.Says("IDivergence.NormalizedVariance", "3 is given", laws.A_normalised_variance_that_is_given_is_that_of_h);
    }

    private static Tensor Disposing(DensityRatio ratio)
    {
        var weight = ratio.Value.clone();
        ratio.Log.Dispose();
        return weight;
    }

    private static LawsOf Laws(Func<DensityRatio, Tensor> weight) => new(weight);

    private sealed class LawsOf(Func<DensityRatio, Tensor> weight, TailWeights? tails = null, double? variance = null) : DivergenceLaws
    {
        protected override IDivergence CreateDivergence() => new Some(weight, tails, variance);
    }

    private sealed class Some(Func<DensityRatio, Tensor> weight, TailWeights? tails, double? variance) : IDivergence
    {
        public TailWeights? TailWeights => tails;

        public double? NormalizedVariance(double distance) => variance;

        public Tensor Weight(DensityRatio ratio) => weight(ratio);
    }
}
