using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Plugins.Divergences;
using FDistill.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Objective;

/// <summary>
/// Theorem 1: the gradient of D_f(p_t‖q_t) is that of the matching loss,
/// with h = f'' r². Here p = N(0, 1), the student is x = m + s z, both are
/// noised by σ, the left side is a finite difference of an integral, and the right side is the loss's own gradient.
/// </summary>
public sealed class TheoremOneTests
{
    private const double Mean = 0.6, Deviation = 1.25, Sigma = 0.7;

    public static TheoryData<string, IDivergence, Func<double, double>> TableOne => new()
    {
        { "reverse-KL", new ReverseKl(), r => -Math.Log(r) },
        { "softened reverse-KL", new SoftenedReverseKl(), r => (r + 1) * Math.Log((r + 1) / (2 * r)) },
        { "Jensen–Shannon", new JensenShannon(), r => r * Math.Log(r) - (r + 1) * Math.Log((r + 1) / 2) },
        { "squared Hellinger", new SquaredHellinger(), r => 1 - Math.Sqrt(r) },
        { "forward-KL", new ForwardKl(), r => r * Math.Log(r) },
        { "Jeffreys", new Jeffreys(), r => (r - 1) * Math.Log(r) },
    };

    [Theory]
    [MemberData(nameof(TableOne), DisableDiscoveryEnumeration = true)]
    public void The_matching_loss_has_the_gradient_of_every_divergence_of_Table_1(string name, IDivergence divergence, Func<double, double> f) =>
        AssertNear(name, DivergenceGradient(f), MatchingGradient(divergence));

    [Fact]
    public void The_matching_loss_has_the_gradient_of_the_divergence_that_belongs_to_any_weight() =>
        Prop.ForAll(RandomWeights.Arbitrary, weight => AssertNear(weight.ToString(), DivergenceGradient(weight.F), MatchingGradient(weight)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    private static void AssertNear(string name, (double Mean, double Deviation) expected, (double Mean, double Deviation) found)
    {
        Assert.True(Math.Abs(found.Mean - expected.Mean) <= 1e-6 * Math.Max(1, Math.Abs(expected.Mean)), $"{name}, ∂/∂m: {found.Mean}, expected {expected.Mean}");
        Assert.True(Math.Abs(found.Deviation - expected.Deviation) <= 1e-6 * Math.Max(1, Math.Abs(expected.Deviation)), $"{name}, ∂/∂s: {found.Deviation}, expected {expected.Deviation}");
    }

    /// <summary>∂D_f/∂m and ∂D_f/∂s by central differences.</summary>
    private static (double Mean, double Deviation) DivergenceGradient(Func<double, double> f)
    {
        const double step = 1e-4;
        return ((Divergence(f, Mean + step, Deviation) - Divergence(f, Mean - step, Deviation)) / (2 * step),
            (Divergence(f, Mean, Deviation + step) - Divergence(f, Mean, Deviation - step)) / (2 * step));
    }

    /// <summary>D_f(p_t‖q_t) = ∫ q f(p/q) dx.</summary>
    private static double Divergence(Func<double, double> f, double mean, double deviation)
    {
        const double step = 0.01;
        var variance = deviation * deviation + Sigma * Sigma;
        var sum = 0.0;
        for (var x = -12.0; x <= 12; x += step)
        {
            var (p, q) = (Normal(x, 0, 1 + Sigma * Sigma), Normal(x, mean, variance));
            sum += q * f(p / q) * step;
        }
        return sum;
    }

    /// <summary>The gradient of the matching loss over a grid of z and ε, in float64.</summary>
    private static (double Mean, double Deviation) MatchingGradient(IDivergence divergence)
    {
        const double step = 0.05;
        using var scope = NewDisposeScope();
        var axis = arange(-8, 8, step, dtype: ScalarType.Float64, device: CPU);
        var count = axis.shape[0];
        var z = axis.view(-1, 1).expand(count, count).reshape(-1, 1, 1, 1);
        var epsilon = axis.view(1, -1).expand(count, count).reshape(-1, 1, 1, 1);
        var probability = (-(z.square() + epsilon.square()) / 2).exp() * (step * step / (2 * Math.PI));

        var mean = tensor(Mean, dtype: ScalarType.Float64, device: CPU).requires_grad_(true);
        var deviation = tensor(Deviation, dtype: ScalarType.Float64, device: CPU).requires_grad_(true);
        var x = mean + deviation * z;
        var noised = x.detach() + Sigma * epsilon;

        var teacher = noised / (1 + Sigma * Sigma);
        var share = Deviation * Deviation / (Deviation * Deviation + Sigma * Sigma);
        var fakeScore = Mean + share * (noised - Mean);
        var h = divergence.Weight(DensityRatio.FromLog(LogRatio(noised.flatten())));

        // The loss divides by the sample's distance to the teacher's estimate
        // and averages over samples; the theorem integrates and has 1/σ².
        var distance = (x.detach() - teacher).abs().flatten() + 1e-6;
        var weight = h * distance * probability.flatten() * (count * count / (Sigma * Sigma));
        MatchingLoss.Of(x, teacher, fakeScore, weight).backward();
        return (mean.grad!.Number(), deviation.grad!.Number());
    }

    private static Tensor LogRatio(Tensor x)
    {
        var (p, q) = (1 + Sigma * Sigma, Deviation * Deviation + Sigma * Sigma);
        return (x - Mean).square() / (2 * q) - x.square() / (2 * p) + 0.5 * Math.Log(q / p);
    }

    private static double Normal(double x, double mean, double variance) =>
        Math.Exp(-(x - mean) * (x - mean) / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);
}
