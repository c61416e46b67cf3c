using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Coverage;

/// <summary>A short distillation in which ratio and scores are exact, so that
/// nothing but the divergence decides: Eq. 4 without the GAN term.</summary>
internal sealed class CoverageTrial : IDisposable
{
    private readonly IExactTeacher teacher;
    private readonly IDivergence divergence;
    private readonly CoverageOptions options;
    private readonly Generator random;
    private readonly MixtureGenerator generator;
    private readonly TrainedNetwork network;
    private readonly RatioNormalizer ratios;
    private readonly SingleProcess collective = new();
    private int turn;

    /// <summary>Makes the student.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="divergence">What is minimised.</param>
    /// <param name="start">Where the student starts.</param>
    /// <param name="options">How it is distilled.</param>
    public CoverageTrial(IExactTeacher teacher, IDivergence divergence, StudentStart start, CoverageOptions options)
    {
        (this.teacher, this.divergence, this.options) = (teacher, divergence, options);
        random = new Generator(unchecked((ulong)options.Seed), CPU);
        generator = Starts.Generator(start, teacher, options.ComponentsPerMode * teacher.Modes.Count, random);
        network = new TrainedNetwork("student", generator, options.Optimizer, options.Turns);
        ratios = new RatioNormalizer(teacher.Noise, options.Ratio, collective, CPU);
    }

    /// <summary>The student's iteration, as in Algorithm 1, with what is estimated there known here.</summary>
    /// <exception cref="InvalidOperationException">The divergence breaks its contract.</exception>
    /// <exception cref="ArithmeticException">It gives no sample any weight.</exception>
    public void Learn()
    {
        using var scope = NewDisposeScope();
        using var graded = enable_grad();
        var pair = new ExactPair(teacher, generator.Now(teacher.Noise));
        var x = pair.Shaped(generator.forward(Which(options.Batch), Normal(options.Batch)));
        var t = teacher.Noise.Quantile(random.Uniform([options.Batch], CPU, float64));
        var noised = teacher.Noise.Perturb(x.detach(), pair.Shaped(Normal(options.Batch)), t);

        var (p, q, h) = Known(pair, noised, t);
        network.Begin();
        BackwardPass.Run(MatchingLoss.Of(x, p, q, h));
        network.Accumulate();
        network.Step(turn++, network.FinishGradient(collective).item<float>());
    }

    /// <summary>Samples of the student: [N, D] float32, without gradient.</summary>
    public Tensor Sample(int count)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        return generator.forward(Which(count), Normal(count)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ratios.Dispose();
        network.Dispose();
        generator.Dispose();
        random.Dispose();
    }

    private (Tensor Teacher, Tensor Student, Tensor Weight) Known(ExactPair pair, Tensor noised, Tensor t)
    {
        using var ungraded = no_grad();
        var x = noised.flatten(1).to_type(float64);
        var student = pair.Shaped(pair.Denoised(x, t, pair.Student.Score(x, t)).to_type(float32));
        var (ratio, averages) = ratios.Normalize(RatioEstimate.Of(pair.LogRatio(x, t).unsqueeze(1), options.Ratio), t);
        ratios.Take(averages);
        var weight = DivergenceWeight.Of(divergence, ratio);
        DivergenceWeight.Check(divergence, weight.min().item<float>(), weight.max().item<float>());
        var mean = WeightNormalizer.Mean(weight, collective);
        WeightNormalizer.Check(mean.item<float>());
        return (teacher.Denoiser.Denoise(noised, t, null), student, WeightNormalizer.Normalize(weight, mean));
    }

    private Tensor Which(int count) => random.Integers((long)options.ComponentsPerMode * teacher.Modes.Count, [count], CPU);

    private Tensor Normal(int count) => random.Normal([count, teacher.Modes[0].Centre.Count], CPU);
}
