using FDistill.Teachers;
using FDistill.Testing.Support;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Testing.Teachers;

/// <summary>The laws of <see cref="IExactTeacher"/>, beside those of <see cref="ITeacher"/>:
/// inherit, make your teacher, and they are tests of yours.</summary>
public abstract class ExactTeacherLaws : TeacherLaws
{
    private const int Few = 64, Many = 20_000;
    private const double StandardErrors = 5;

    /// <summary>Noise levels as shares of the schedule's draws that lie below.</summary>
    private static readonly double[] Levels = [0.3, 0.6, 0.9];

    /// <summary>Makes the teacher.</summary>
    /// <param name="services">What the host injects.</param>
    protected abstract IExactTeacher CreateExactTeacher(PartServices services);

    /// <inheritdoc/>
    protected sealed override ITeacher CreateTeacher(PartServices services) => CreateExactTeacher(services);

    /// <summary>s_p = ∇ log p_t.</summary>
    [Fact]
    public void The_score_is_the_gradient_of_the_log_marginal() => AtDraws(Few, (teacher, noised, t) =>
    {
        var x = noised.detach().clone().requires_grad_(true);
        var log = teacher.LogMarginal(x, t);
        Law.RequireTensor(log, [Few], ScalarType.Float64, CPU, "IExactTeacher.LogMarginal", "log p_t");
        var gradient = BackwardPass.Gradients([log.sum()], [x])[0];
        var score = teacher.Score(noised, t);
        Law.RequireTensor(score, noised.shape, ScalarType.Float64, CPU, "IExactTeacher.Score", "s_p");
        Law.RequireSame(gradient, score, 1e-6, "IExactTeacher.Score", "s_p = ∇ log p_t");
    });

    /// <summary>D = (x_t + σ² s_p)/α, in the denoiser's own numbers.</summary>
    [Fact]
    public void The_denoiser_is_that_of_the_score() => AtDraws(Few, (teacher, noised, t) =>
    {
        Tensor Column(Tensor values) => values.reshape(-1, 1, 1, 1);
        var expected = (noised + Column(teacher.Noise.Sigma(t).square()) * teacher.Score(noised, t)) / Column(teacher.Noise.Alpha(t));
        var found = teacher.Denoiser.Denoise(noised.to_type(float32), t, null).detach();
        Law.RequireSame(expected, found, 1e-3, "IExactTeacher.Score", "D(x_t) = (x_t + σ² s_p(x_t))/α");
    });

    /// <summary>For any density g, E_p[g/p] = 1, if draws and density are
    /// of one distribution, and the density's integral is 1.</summary>
    [Fact]
    public void Draws_have_the_density_that_is_told() => AtDraws(Many, (teacher, noised, t) =>
    {
        var x = noised.flatten(1);
        var (mean, variance) = (x.mean([0]), x.var(0, unbiased: true).mean().item<double>());
        var narrower = variance / 4;
        var log = (x - mean).square().sum(1) / (-2 * narrower) - 0.5 * x.shape[1] * Math.Log(2 * Math.PI * narrower);
        var ratios = (log - teacher.LogMarginal(noised, t)).exp();
        var (average, error) = (ratios.mean().item<double>(), ratios.std(unbiased: true).item<double>() / Math.Sqrt(Many));
        Law.Require(Math.Abs(average - 1) <= StandardErrors * error, "IExactTeacher.LogMarginal",
            "for draws x_t of the teacher and any density g, E[g(x_t)/p_t(x_t)] = 1", $"{average:g6} ± {error:g2} for a Gaussian g");
    });

    /// <summary>Modes are where the draws are.</summary>
    [Fact]
    public void Modes_have_the_shares_of_the_draws()
    {
        using var scope = NewDisposeScope();
        using var teacher = CreateExactTeacher(new PartServices());
        using var random = new Generator(1, CPU);
        var size = teacher.Sample.Channels * teacher.Sample.Height * teacher.Sample.Width;
        Law.Require(teacher.Modes.Count > 0 && teacher.Modes.All(mode => mode.Centre.Count == size && mode.Deviation > 0), "IExactTeacher.Modes",
            $"there is at least one, each with {size} coordinates and a positive deviation", $"{teacher.Modes.Count} modes");
        Law.Require(Math.Abs(teacher.Modes.Sum(mode => mode.Share) - 1) < 1e-9, "IExactTeacher.Modes", "shares sum up to 1", $"{teacher.Modes.Sum(mode => mode.Share):g6}");
        var x = teacher.Draw(Many, random);
        Law.RequireTensor(x, teacher.Sample.Batch(Many), ScalarType.Float64, CPU, "IExactTeacher.Draw", "x_0");
        var (expected, found) = (teacher.Modes.Select(mode => mode.Share * mode.Centre[0]).Sum(), x.flatten(1).narrow(1, 0, 1));
        var error = found.std(unbiased: true).item<double>() / Math.Sqrt(Many);
        Law.Require(Math.Abs(found.mean().item<double>() - expected) <= StandardErrors * error, "IExactTeacher.Modes",
            "the draws' mean is that of the modes' centres by their shares", $"{found.mean().item<double>():g4} along the first coordinate, where {expected:g4} was expected");
    }

    private void AtDraws(int count, Action<IExactTeacher, Tensor, Tensor> law)
    {
        using var teacher = CreateExactTeacher(new PartServices());
        foreach (var level in Levels)
        {
            using var scope = NewDisposeScope();
            using var random = new Generator(3, CPU);
            var t = teacher.Noise.Quantile(full([count], level, dtype: float64, device: CPU));
            Tensor Column(Tensor values) => values.reshape(-1, 1, 1, 1);
            var epsilon = random.Normal(teacher.Sample.Batch(count), CPU, float64);
            law(teacher, Column(teacher.Noise.Alpha(t)) * teacher.Draw(count, random) + Column(teacher.Noise.Sigma(t)) * epsilon, t);
        }
    }
}
