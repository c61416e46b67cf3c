using FDistill.Divergences;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.GaussianMixture;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>
/// What the divergences are there for (paper, Section 4). An affine student,
/// whose samples are one Gaussian, begins on one of the teacher's two modes. Fake
/// score and density ratio are exact, so that nothing but the divergence decides.
/// </summary>
public sealed class ModeCoverageTests
{
    public static TheoryData<string, IDivergence> Covering => new()
    {
        { "Jensen–Shannon", new JensenShannon() },
        { "squared Hellinger", new SquaredHellinger() },
        { "forward-KL", new ForwardKl() },
    };

    [Theory]
    [MemberData(nameof(Covering), DisableDiscoveryEnumeration = true)]
    public void A_student_on_one_mode_comes_to_cover_both_where_noise_makes_them_meet(string name, IDivergence divergence)
    {
        var missed = ShareOnTheOtherMode(divergence, largestNoise: 8);
        Assert.True(missed > 0.2, $"{name}: {missed:p1} of the samples are on the other side");
    }

    [Fact]
    public void Under_reverse_KL_it_stays_on_its_mode() => Assert.True(ShareOnTheOtherMode(new ReverseKl(), largestNoise: 8) < 0.001);

    [Fact]
    public void With_little_noise_Jensen_Shannon_stays_as_well() => Assert.True(ShareOnTheOtherMode(new JensenShannon(), largestNoise: 1) < 0.001);

    private static double ShareOnTheOtherMode(IDivergence divergence, double largestNoise)
    {
        ExactRatioHead? head = null;
        using var run = new TwoModes(
            training =>
            {
                training.Batch = 1024;
                training.StudentEvery = 1;
                training.AdversarialWeight = 0;
                training.Student.LearningRate = 0.01;
                training.Student.WeightDecay = 0;
            },
            model =>
            {
                model.Student = StudentKind.Affine;
                model.Affine = new() { Mean = [3], Deviation = 0.5 };
                (model.SigmaMin, model.SigmaMax) = (0.005, largestNoise);
            },
            divergence,
            teacher => head = new ExactRatioHead(teacher));

        for (var turn = 0; turn < 2000; turn++)
        {
            var (mean, deviation) = Gaussian(run);
            head!.Student = new([new(1, [mean], deviation * deviation)]);
            TellFakeScore(run, mean, deviation);
            run.Distiller.Iterate();
        }
        return run.Sample(4000).Count(x => x < 0) / 4000.0;
    }

    /// <summary>The Gaussian that the student's samples are: x = m + share (σ_max z − m).</summary>
    private static (double Mean, double Deviation) Gaussian(TwoModes run)
    {
        using var scope = NewDisposeScope();
        var parameters = run.Distiller.Student.Network.Module.state_dict();
        var (mean, variance) = (parameters["mean"].Number(), Math.Exp(parameters["log_variance"].Number()));
        var top = run.Teacher.Noise.MaxTime;
        var share = variance / (variance + top * top);
        return (mean * (1 - share), share * top);
    }

    /// <summary>Makes the fake score that Gaussian's exact denoiser.</summary>
    private static void TellFakeScore(TwoModes run, double mean, double deviation)
    {
        using var scope = NewDisposeScope();
        run.Distiller.FakeScore.Network.LoadWeights(
            new Dictionary<string, Tensor> { ["mean"] = Row.Of((float)mean), ["log_variance"] = Row.Of((float)(2 * Math.Log(deviation))) }, "the test");
    }
}
