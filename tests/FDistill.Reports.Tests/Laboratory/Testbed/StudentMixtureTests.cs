using FDistill.Plugins.GaussianMixture;
using FDistill.Reports.Laboratory.Testbed;
using FDistill.Reports.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Reports.Tests.Laboratory.Testbed;

/// <summary>The mixture student against the mixture teacher of
/// the same components: two programs, one distribution.</summary>
public sealed class StudentMixtureTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly GaussianMixtureTeacher teacher = Testbeds.Teacher(3, change: model => model.Components = [.. model.Components.Select(component => new ComponentOptions { Mean = component.Mean, Variance = component.Mean[0] + 3 })]);
    private readonly StudentMixture student;
    private readonly Tensor x, t;

    public StudentMixtureTests()
    {
        student = StudentMixture.Of([.. teacher.Modes.Select(mode => mode.Centre.ToArray())], [.. teacher.Modes.Select(mode => mode.Deviation)], teacher.Noise);
        using var generator = new Generator(4, CPU);
        x = randn([40, 3], dtype: float64, device: CPU, generator: generator) * 3;
        t = linspace(0.01, 20, 40, dtype: float64, device: CPU);
    }

    public void Dispose()
    {
        scope.Dispose();
        teacher.Dispose();
    }

    [Fact]
    public void Marginal_and_score_are_those_of_the_distribution()
    {
        var pair = new ExactPair(teacher, student);

        AssertSame(teacher.LogMarginal(pair.Shaped(x), t), student.LogMarginal(x, t));
        AssertSame(pair.TeacherScore(x, t), student.Score(x, t));
        AssertSame(zeros_like(t), pair.LogRatio(x, t));
    }

    [Fact]
    public void Its_denoiser_is_the_teachers_in_the_teachers_own_numbers()
    {
        var pair = new ExactPair(teacher, student);
        var denoised = pair.Denoised(x, t, student.Score(x, t));
        Assert.True((denoised - teacher.Denoiser.Denoise(pair.Shaped(x).to_type(float32), t, null).flatten(1)).abs().max().item<double>() < 2e-4);
    }

    [Fact]
    public void Draws_are_made_of_their_component_and_their_noise()
    {
        using var generator = new Generator(5, CPU);
        var drawn = student.Draw(30_000, generator);

        foreach (var (k, mode) in teacher.Modes.Index())
        {
            var mine = drawn.X.index_select(0, drawn.Which.eq(k).nonzero().flatten());
            Assert.Equal(10_000, mine.shape[0], 500.0);
            Assert.Equal(mode.Centre[0], mine.narrow(1, 0, 1).mean().item<double>(), 0.1);
            Assert.Equal(mode.Deviation, mine.narrow(1, 0, 1).std(unbiased: true).item<double>(), 0.1);
        }
        var made = drawn.Epsilon * student.Deviations.index_select(0, drawn.Which).unsqueeze(1);
        Assert.True((drawn.X - made).index_select(0, drawn.Which.eq(0).nonzero().flatten()).std(0, unbiased: true, keepdim: false).max().item<double>() < 1e-12);
    }

    [Fact]
    public void A_density_is_carried_along_as_the_continuity_equation_says()
    {
        // ∂ log q/∂η = −∇·v − v·∇log q: in one dimension, by differences.
        using var line = Testbeds.Teacher(1);
        var one = StudentMixture.Of([[-1.0], [2.0]], [0.5, 1.2], line.Noise);
        var (places, level) = (linspace(-4, 5, 19, dtype: float64, device: CPU).unsqueeze(1), full([19], 0.7, dtype: float64, device: CPU));
        const double Step = 1e-4;
        foreach (var direction in MixtureDirection.Of(2, 1))
        {
            var change = (one.Moved(direction, Step).LogMarginal(places, level) - one.Moved(direction, -Step).LogMarginal(places, level)) / (2 * Step);
            var spread = (one.Carried(places + Step, level, direction) - one.Carried(places - Step, level, direction)) / (2 * Step);
            AssertSame(change, (-spread - one.Carried(places, level, direction) * one.Score(places, level)).flatten(), 1e-6);
        }
    }

    private static void AssertSame(Tensor expected, Tensor found, double tolerance = 1e-10)
    {
        Assert.Equal(expected.shape, found.shape);
        Assert.True((expected - found).abs().max().item<double>() < tolerance, $"{(expected - found).abs().max().item<double>()}");
    }
}
