using FDistill.Plugins.GaussianMixture.Tests.Support;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture.Tests;

public class TeacherTests
{
    private static readonly FeatureSelection State = new([PointDenoiser.FeatureName]);

    [Fact]
    public void The_denoiser_is_the_mixtures_and_differentiable_twice()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        var (points, sigma) = (Some.Points(4), Some.Sigmas(0.1, 1, 5, 50));
        var x = points.to_type(float32).reshape(4, 2, 1, 1).requires_grad_();
        var estimate = teacher.Denoiser.Denoise(x, sigma, null);
        Assert.Equal(float32, estimate.dtype);
        Assert.True((estimate.detach().flatten(1) - Some.Mixture.Denoise(points, sigma)).abs().max().item<double>() < 1e-5);
        var gradient = autograd.grad([estimate.square().sum()], [x], create_graph: true, retain_graph: true)[0];
        gradient.square().sum().backward();
        Assert.True(x.grad!.isfinite().all().item<bool>());
    }

    [Theory, InlineData(StudentKind.Mlp), InlineData(StudentKind.Affine)]
    public void Every_denoiser_offers_the_same_feature_in_the_shape_it_states(StudentKind kind)
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(options => options.Student = kind);
        using var student = teacher.CreateTrainable();
        var (x, sigma) = (Some.Points(3).to_type(float32).reshape(3, 2, 1, 1), Some.Sigmas(0.1, 1, 50));
        var expected = teacher.Denoiser.Features(x, sigma, null, State)[0];
        var found = student.Denoise(x, sigma, null, State);
        Assert.Equal([3, teacher.Features[0].Channels, 1, 1], expected.shape);
        Assert.Equal(0, (expected - found.Features[0]).abs().max().item<float>());
        Assert.Equal([3, 2, 1, 1], found.Estimate.shape);
        Assert.All(student.Module.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void An_affine_student_starts_as_the_gaussian_asked_for()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(options => (options.Student, options.SigmaMax, options.Affine) = (StudentKind.Affine, 8, new() { Mean = [3, -1], Deviation = 0.5 }));
        using var student = teacher.CreateTrainable();
        using var generator = new Generator(3, CPU);
        var noise = randn([50_000, 2, 1, 1], dtype: float32, device: CPU, generator: generator) * 8;
        var samples = student.Denoise(noise, full([50_000], 8.0, dtype: float64, device: CPU), null).detach().flatten(1);
        Assert.Equal([3, -1], samples.mean([0]).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 0.02);
        Assert.Equal([0.5f, 0.5f], samples.std(0, unbiased: true, keepdim: false).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 0.01);
    }

    [Fact]
    public void A_fresh_network_depends_on_the_seed_alone()
    {
        using var teacher = Some.Teacher();
        using var first = teacher.CreateTrainable();
        manual_seed(99);
        using var again = teacher.CreateTrainable();
        Assert.All(first.Module.parameters().Zip(again.Module.parameters()), pair => Assert.Equal(pair.First.data<float>().ToArray(), pair.Second.data<float>().ToArray()));
    }
}
