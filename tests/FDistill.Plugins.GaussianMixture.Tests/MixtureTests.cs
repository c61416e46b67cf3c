using FDistill.Plugins.GaussianMixture.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture.Tests;

public class MixtureTests
{
    [Fact]
    public void The_density_of_one_gaussian_is_the_textbooks()
    {
        using var scope = NewDisposeScope();
        var mixture = new Mixture([new(7, [1, 2], 0.5)]);
        var density = mixture.LogDensity(tensor(new double[,] { { 1.5, 1 } }), Some.Sigmas(2)).item<double>();
        Assert.Equal(-Math.Log(2 * Math.PI * 4.5) - ((0.25 + 1) / 9), density, 12);
    }

    [Fact]
    public void The_score_is_the_gradient_of_the_log_density()
    {
        using var scope = NewDisposeScope();
        var x = Some.Points(20).requires_grad_();
        var sigma = linspace(0.1, 10, 20, dtype: float64, device: CPU);
        Some.Mixture.LogDensity(x, sigma).sum().backward();
        Assert.True((x.grad! - Some.Mixture.Score(x.detach(), sigma)).abs().max().item<double>() < 1e-10);
    }

    [Fact]
    public void Noised_draws_have_the_noised_density()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4, CPU);
        const double Sigma = 1.5;
        var x = Some.Mixture.Draw(200_000, generator) + (randn([200_000, 2], dtype: float64, device: CPU, generator: generator) * Sigma);
        // The mean of p/q over draws of p against a wide Gaussian q
        // checks normalisation; the mean of the score checks the shape.
        Assert.Equal([0, 0], Some.Mixture.Score(x, full([200_000], Sigma, dtype: float64, device: CPU)).mean([0]).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Equal([0.75, -0.625], x.mean([0]).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 0.02);
        Assert.Equal(Math.Sqrt((Some.Mixture.Deviation * Some.Mixture.Deviation) + (Sigma * Sigma)), Math.Sqrt(x.var(0, unbiased: true).mean().item<double>()), 0.02);
    }

    [Fact]
    public void The_expected_ratio_under_the_denominator_is_one()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4, CPU);
        var wide = new Mixture([new(1, [0, 0], 16)]);
        var sigma = full([400_000], 0.7, dtype: float64, device: CPU);
        var x = wide.Draw(400_000, generator) + (randn([400_000, 2], dtype: float64, device: CPU, generator: generator) * 0.7);
        Assert.Equal(1, Some.Mixture.LogRatio(wide, x, sigma).exp().mean().item<double>(), 0.02);
    }
}
