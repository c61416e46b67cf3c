using FDistill.Engine.Objective;
using FDistill.Engine.Training.Optimisation;
using FDistill.Plugins.Divergences;
using FDistill.Tests.Shared;

namespace FDistill.Engine.Tests.Training;

/// <summary>The whole pipeline, with everything learned: the student's distribution becomes the teacher's.</summary>
public sealed class ConvergenceTests
{
    [Fact]
    public void A_one_step_students_distribution_converges_to_the_teachers()
    {
        using var run = new TwoModes(
            training =>
            {
                (training.Iterations, training.Batch, training.StudentEvery, training.AdversarialWeight) = (2000, 128, 3, 0.1);
                training.Student = new() { LearningRate = 1e-2, WeightDecay = 0, Schedule = new() { Shape = LearningRateShape.Linear } };
                training.FakeScore = new() { LearningRate = 1e-2, WeightDecay = 0 };
                training.Head = new() { LearningRate = 1e-2 };
                training.Denoising = DenoisingError.Balanced;
            },
            model => model.Mlp = new() { Width = 32, Layers = 3 },
            new JensenShannon());
        var before = Distance(run.Sample(4000));

        run.Iterate(2000);

        var samples = run.Sample(4000);
        Assert.True(before > 2, $"at first it is {before:g3}");
        Assert.True(Distance(samples) < 0.35, $"the Wasserstein distance to the teacher went from {before:g3} to {Distance(samples):g3}");
        Assert.InRange(samples.Count(x => x < 0) / 4000.0, 0.4, 0.6);
    }

    /// <summary>The Wasserstein-1 distance to the teacher: the mean distance between quantiles.</summary>
    private static double Distance(float[] samples) =>
        samples.Order().Select((x, rank) => Math.Abs(x - Quantile((rank + 0.5) / samples.Length))).Average();

    /// <summary>The quantile function of two modes at ±3 with standard deviation ½, by bisection.</summary>
    private static double Quantile(double u)
    {
        var (low, high) = (-8.0, 8.0);
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            if ((Normal((middle + 3) / 0.5) + Normal((middle - 3) / 0.5)) / 2 < u) low = middle;
            else high = middle;
        }
        return low;
    }

    /// <summary>The normal distribution function, by the logistic of a cubic (error below 2e-4).</summary>
    private static double Normal(double z) => 1 / (1 + Math.Exp(-(1.5976 * z + 0.07056 * z * z * z)));
}
