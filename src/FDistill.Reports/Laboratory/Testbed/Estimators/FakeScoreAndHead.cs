using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Estimators;

/// <summary>A fake score and a head that learn of a student which stands
/// still, as they do between two of a student's iterations.</summary>
internal sealed class FakeScoreAndHead : IDisposable
{
    private readonly ExactPair pair;
    private readonly TrainingOptions options;
    private readonly Generator random;
    private readonly FakeScore fakeScore;
    private readonly Discriminator discriminator;
    private int turn;

    /// <summary>Makes the networks.</summary>
    /// <param name="parts">The teacher, and the head's network.</param>
    /// <param name="pair">The teacher, and the student they watch.</param>
    /// <param name="options">How they learn.</param>
    /// <param name="seed">What they draw, and begin with.</param>
    public FakeScoreAndHead(TestbedParts parts, ExactPair pair, TrainingOptions options, long seed)
    {
        (this.pair, this.options) = (pair, options);
        DefaultGenerators.Seed(seed);
        fakeScore = new FakeScore(parts.Teacher, options);
        discriminator = new Discriminator(parts.Head, parts.Teacher, fakeScore, options, CPU);
        random = new Generator(unchecked((ulong)seed + 1), CPU);
    }

    private INoiseSchedule Noise => pair.Teacher.Noise;

    /// <summary>One of their iterations, as in Algorithm 1.</summary>
    public void Learn()
    {
        using var scope = NewDisposeScope();
        using var graded = enable_grad();
        var draw = Draw();
        var noised = Noise.Perturb(draw.StudentInput, draw.Epsilon, draw.T);

        fakeScore.Network.Begin();
        discriminator.Network.Begin();
        var loss = DenoisingLoss.Of(fakeScore.Denoiser.Denoise(noised, draw.T, null), draw.StudentInput, draw.T, Noise, options.Denoising);
        var logits = discriminator.Compare(noised, Noise.Perturb(draw.Real, draw.RealEpsilon, draw.RealT), draw);
        BackwardPass.Run(loss + AdversarialLoss.Head(logits.Generated, logits.Real));
        foreach (var network in new[] { fakeScore.Network, discriminator.Network })
        {
            network.Accumulate();
            network.Step(turn, network.FinishGradient(new SingleProcess()).item<float>());
        }
        turn++;
    }

    /// <summary>ℓ, the estimate of log r: [N] float64.</summary>
    /// <param name="x">x_t: [N, D] float64.</param>
    /// <param name="t">[N] float64.</param>
    public Tensor LogRatio(Tensor x, Tensor t)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var features = pair.Teacher.Denoiser.Features(pair.Shaped(x).to_type(float32), t, null, discriminator.Wanted);
        return discriminator.Logits(features, t, null).to_type(float64).mean([1]).MoveToOuterDisposeScope();
    }

    /// <summary>D_q of the fake score: [N, D] float64.</summary>
    /// <param name="x">x_t: [N, D] float64.</param>
    /// <param name="t">[N] float64.</param>
    public Tensor Denoised(Tensor x, Tensor t)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        return fakeScore.Denoiser.Denoise(pair.Shaped(x).to_type(float32), t, null).flatten(1).to_type(float64).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        discriminator.Dispose();
        fakeScore.Dispose();
        random.Dispose();
    }

    private Draw Draw()
    {
        var (count, shape) = (options.Batch, pair.Teacher.Sample.Batch(options.Batch));
        Tensor Normal() => random.Normal(shape, CPU);
        Tensor Time() => Noise.Quantile(random.Uniform([count], CPU, float64));
        var t = Time();
        return new Draw
        {
            Real = pair.Teacher.Draw(count, random).to_type(float32),
            Condition = null,
            StudentInput = pair.Shaped(pair.Student.Draw(count, random).X).to_type(float32),
            StudentT = t,
            T = t,
            Epsilon = Normal(),
            RealT = Time(),
            RealEpsilon = Normal(),
        };
    }
}
