using FDistill.Plugins.Edm.Noise;
using FDistill.Plugins.Edm.Preconditioning;
using FDistill.Plugins.Shared;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

/// <summary>Laws of every spread of noise levels, and of the noise of training from scratch.</summary>
public class NoiseSpreadTests
{
    private static readonly float[] Steps = IddpmTable.Of(0.001, 0.008, 1000)[..^1];
    private static readonly Arbitrary<double> Shares = Gen.Choose(0, 1_000_000).Select(n => n / 1_000_000.0).ToArbitrary();

    public static TheoryData<string> Every => ["rho", "vp", "ve", "iddpm", "rounded"];

    [Theory, MemberData(nameof(Every))]
    public void Levels_rise_from_the_smallest_to_the_largest(string name)
    {
        var levels = Of(name);
        Assert.Equal(levels.Smallest, At(levels.Rising, 0), 1e-9 * levels.Smallest);
        Assert.Equal(levels.Largest, At(levels.Rising, 1), 1e-9 * levels.Largest);
        Prop.ForAll(Shares, Shares, (a, b) => At(levels.Rising, Math.Min(a, b)) <= At(levels.Rising, Math.Max(a, b))).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(Every))]
    public void Rising_and_falling_are_the_same_levels_the_other_way_round(string name)
    {
        var levels = Of(name);
        for (var step = 0; step <= 16; step++)
            Assert.Equal(levels.Falling(step / 16.0), At(levels.Rising, 1 - (step / 16.0)), 1e-2 * levels.Falling(step / 16.0));
    }

    [Theory, InlineData("rho"), InlineData("vp"), InlineData("ve")]
    public void A_share_leads_to_its_level_and_back(string name)
    {
        var levels = Of(name);
        Prop.ForAll(Shares, share => Math.Abs(At(levels.Share, At(levels.Rising, share)) - share) < 1e-7).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Rounded_levels_are_levels_of_steps()
    {
        var levels = Of("rounded");
        Prop.ForAll(Shares, share => Steps.Contains((float)At(levels.Rising, share))).QuickCheckThrowOnFailure();
        Prop.ForAll(Shares, share => Steps.Contains((float)levels.Nearest(80 * share))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_noise_of_training_stays_within_what_the_network_knows()
    {
        using var scope = NewDisposeScope();
        var normal = linspace(-6, 6, 101, dtype: float64, device: CPU);
        foreach (var kind in (PreconditioningKind[])[PreconditioningKind.Vp, PreconditioningKind.Ve, PreconditioningKind.Iddpm])
        {
            var options = new PreconditioningOptions { Kind = kind };
            var (known, training) = (options.Create(0.5, CPU), options.TrainingNoise(new LogNormalNoise(-1.2, 1.2, 0.5)));
            var sigma = training.Sigma(normal);
            Assert.All(sigma.data<double>().ToArray(), level => Assert.InRange(level, known.SigmaMin * (1 - 1e-9), known.SigmaMax * (1 + 1e-9)));
            Assert.Equal(1, At(sigma => training.Weight(sigma) * sigma.square(), 3.0), 12);
        }
    }

    [Fact]
    public void The_curve_of_vp_goes_through_the_points_it_was_laid_through()
    {
        var curve = VpCurve.Through(0.002, 80, 1e-3);
        Assert.Equal(0.002, curve.Sigma(1e-3), 1e-9);
        Assert.Equal(80, curve.Sigma(1), 1e-6);
    }

    private static INoiseLevels Of(string name) => name switch
    {
        "rho" => new RhoLevels(0.002, 80, 7),
        "vp" => new VpLevels(0.002, 80),
        "ve" => new VeLevels(0.02, 80),
        "iddpm" => new TableLevels(Steps, 0.01, 80),
        "rounded" => new RoundedLevels(new RhoLevels(0.01, 80, 7), Steps),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such spread"),
    };

    private static double At(Func<Tensor, Tensor> function, double value)
    {
        using var scope = NewDisposeScope();
        return function(tensor(new[] { value }, dtype: float64, device: CPU)).item<double>();
    }
}
