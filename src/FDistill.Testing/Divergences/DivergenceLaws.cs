using FDistill.Divergences;
using FDistill.Reports.Laboratory;
using FDistill.Testing.Support;
using FDistill.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Testing.Divergences;

/// <summary>The laws of <see cref="IDivergence"/>: inherit,
/// make your divergence, and they are tests of yours.</summary>
public abstract class DivergenceLaws
{
    private const string Weight = "IDivergence.Weight";

    /// <summary>An exponent that is fitted over four decades far out is as good as this.</summary>
    private const double FittedTail = 0.05;

    /// <summary>Makes the divergence.</summary>
    protected abstract IDivergence CreateDivergence();

    /// <summary>Over 12 decades of r in float32, as a run sees them.</summary>
    [Fact]
    public void Weights_are_finite_and_not_negative_in_a_run_s_numbers()
    {
        using var scope = NewDisposeScope();
        var log = linspace(-6 * Math.Log(10), 6 * Math.Log(10), 2401, dtype: float32, device: CPU);
        var weight = CreateDivergence().Weight(DensityRatio.FromLog(log));
        Law.RequireTensor(weight, log.shape, ScalarType.Float32, CPU, Weight, "h(r)");
        var (least, at) = weight.min(dim: 0);
        Law.Require(least.item<float>() >= 0, Weight, "h(r) is not negative", $"h = {least.item<float>():g4} at r = {Math.Exp(log[at.item<long>()].item<float>()):g4}");
    }

    /// <summary>Over 24 decades of r in float64: Proposition 1 asks for a continuous h ≥ 0.</summary>
    [Fact]
    public void Weights_are_finite_not_negative_and_continuous_over_24_decades()
    {
        var faults = WeightExamination.Of(CreateDivergence());
        Law.Require(faults.Count == 0, Weight, "h is finite, not negative and continuous on (0, ∞), and not zero around r = 1 (Proposition 1)", $"{string.Join("; ", faults)}");
    }

    /// <summary>Table 6 is what they say, and what h does.</summary>
    [Fact]
    public void Tail_weights_that_are_given_are_those_of_h()
    {
        var divergence = CreateDivergence();
        if (divergence.TailWeights is not { } given) return;
        var h = new WeightFunction(divergence);
        RequireTail(given.Left, Tail.AtZero(h), "r → 0");
        RequireTail(given.Right, Tail.AtInfinity(h), "r → ∞");

        static void RequireTail(double given, Tail fitted, string end) => Law.Require(
            given == fitted.CurvatureExponent || Math.Abs(given - fitted.CurvatureExponent) < FittedTail, "IDivergence.TailWeights",
            $"the exponent of f'' at {end} is that of h(r)/r²", $"{given:g4} is given, and h between the outermost decades makes it {fitted.CurvatureExponent:g4}");
    }

    /// <summary>Fig. 5a is what they say, and what h does.</summary>
    [Fact]
    public void A_normalised_variance_that_is_given_is_that_of_h()
    {
        var divergence = CreateDivergence();
        var h = new WeightFunction(divergence);
        foreach (var distance in new[] { 0.25, 1, 2 })
        {
            if (divergence.NormalizedVariance(distance) is not { } given) continue;
            var integrated = NormalizedVariance.ByQuadrature(h, distance);
            Law.Require(
                Math.Abs(given - integrated) <= 1e-6 * (1 + Math.Abs(integrated)), "IDivergence.NormalizedVariance",
                "it is Var_q h / (E_q h)² for p = N(0, 1) and q = N(m, 1)", $"at m = {distance:g4} {given:g6} is given, and integrating h makes it {integrated:g6}");
        }
    }

    /// <summary>An optimizer must never see h.</summary>
    [Fact]
    public void Weights_carry_no_gradient()
    {
        using var scope = NewDisposeScope();
        var weight = CreateDivergence().Weight(DensityRatio.FromLog(zeros(3, dtype: float32, device: CPU)));
        Law.Require(!weight.requires_grad, Weight, "h(r) carries no gradient, as the ratio carries none", $"requires_grad is true");
    }

    /// <summary>Each entry is a function of the same entry of r.</summary>
    [Fact]
    public void Each_sample_s_weight_is_independent_of_the_batch()
    {
        using var scope = NewDisposeScope();
        var divergence = CreateDivergence();
        var log = new Generator(1, CPU).Normal([33], CPU) * 3;
        var together = divergence.Weight(DensityRatio.FromLog(log));
        var alone = cat([.. Enumerable.Range(0, 33).Select(n => divergence.Weight(DensityRatio.FromLog(log.narrow(0, n, 1))))], dim: 0);
        Law.RequireSame(alone, together, 1e-6, Weight, "each entry of h is a function of the same entry of r alone");
    }

    /// <summary>The same numbers, whichever precision they come in.</summary>
    [Fact]
    public void Weights_have_the_type_of_the_ratio()
    {
        using var scope = NewDisposeScope();
        var divergence = CreateDivergence();
        var log = linspace(-5, 5, 21, dtype: float64, device: CPU);
        var fine = divergence.Weight(DensityRatio.FromLog(log));
        Law.RequireTensor(fine, [21], ScalarType.Float64, CPU, Weight, "h(r) of float64 ratios");
        Law.RequireSame(fine, divergence.Weight(DensityRatio.FromLog(log.to_type(ScalarType.Float32))), 1e-4, Weight, "h is the same function in float32 and in float64");
    }

    /// <summary>No tensor is made where the ratio is not.</summary>
    [Fact]
    public void Weights_are_made_on_the_ratio_s_device()
    {
        using var scope = NewDisposeScope();
        var log = zeros(4, dtype: float32, device: META);
        Tensor weight;
        try
        {
            weight = CreateDivergence().Weight(new DensityRatio(log.exp(), log));
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            Law.Require(false, Weight, "h(r) is computed on the ratio's device by operators alone: name 'device:' on every tensor made, and read no number out of one", $"{failure.Message.Split('\n')[0]}");
            return;
        }

        Law.Require(weight.device_type == DeviceType.META, Weight, "h(r) is on the ratio's device", $"{weight.device_type}");
    }

    /// <summary>The ratio is the caller's.</summary>
    [Fact]
    public void The_ratio_is_left_as_it_was()
    {
        using var scope = NewDisposeScope();
        var ratio = DensityRatio.FromLog(linspace(-3, 3, 7, dtype: float32, device: CPU));
        var (value, log) = (ratio.Value.clone(), ratio.Log.clone());
        var weight = CreateDivergence().Weight(ratio);
        Law.RequireUntouched(value, ratio.Value, Weight, "ratio.Value");
        Law.RequireUntouched(log, ratio.Log, Weight, "ratio.Log");
        weight.add_(1);
        Law.RequireUntouched(value, ratio.Value, Weight, "ratio.Value, when h is changed,");
        Law.RequireUntouched(log, ratio.Log, Weight, "ratio.Log, when h is changed,");
    }
}
