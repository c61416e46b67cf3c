using FDistill.Divergences;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Support;

/// <summary>h(r) = Σ c_i r^γ_i, whose f is known: f(r) = Σ c_i (r^γ_i − 1 − γ_i (r − 1)) / (γ_i (γ_i − 1)).</summary>
internal sealed record PowerSum(double[] Coefficients, double[] Exponents) : IDivergence
{
    public Tensor Weight(DensityRatio ratio) =>
        Coefficients.Zip(Exponents, (c, gamma) => c * (gamma * ratio.Log).exp()).Aggregate((a, b) => a + b);

    public double F(double r) =>
        Coefficients.Zip(Exponents, (c, gamma) => c * (Math.Pow(r, gamma) - 1 - gamma * (r - 1)) / (gamma * (gamma - 1))).Sum();

    public PowerSum Times(double factor) => this with { Coefficients = [.. Coefficients.Select(c => c * factor)] };

    public override string ToString() => string.Join(" + ", Coefficients.Zip(Exponents, (c, gamma) => $"{c:g3} r^{gamma:g3}"));
}

/// <summary>Random divergences: by Proposition 1, every non-negative h belongs to one.</summary>
internal static class RandomWeights
{
    /// <summary>Sums of up to four powers, with exponents between −1
    /// and 2 but away from 0 and 1, where f has another form.</summary>
    public static Arbitrary<PowerSum> Arbitrary =>
        (from count in Gen.Choose(1, 4)
         from coefficients in Gen.ArrayOf(Gen.Choose(1, 500), count)
         from exponents in Gen.ArrayOf(Gen.Choose(-9, 19).Where(tenths => tenths is not (0 or 10)), count)
         select new PowerSum([.. coefficients.Select(c => c / 100.0)], [.. exponents.Select(tenths => tenths / 10.0)])).ToArbitrary();

    /// <summary>Logarithms of 64 ratios over the range that clamps leave.</summary>
    public static Tensor LogRatios() => linspace(Math.Log(0.1), Math.Log(20), 64, dtype: ScalarType.Float32, device: CPU);
}
