using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Estimators;

/// <summary>Compares what networks have learned with what is true, level by level.</summary>
/// <param name="pair">Teacher and student.</param>
/// <param name="options">At how many levels and samples.</param>
internal sealed class LearnedErrors(ExactPair pair, EstimatorOptions options)
{
    /// <summary>Compares at draws of q_t.</summary>
    /// <param name="networks">Fake scores and heads of several trainings.</param>
    public IReadOnlyList<EstimatorLevel> Of(IReadOnlyList<FakeScoreAndHead> networks)
    {
        using var random = new Generator(unchecked((ulong)options.Seed + 100), CPU);
        return [.. Enumerable.Range(0, options.Levels).Select(level => At(level, networks, random))];
    }

    private EstimatorLevel At(int level, IReadOnlyList<FakeScoreAndHead> networks, Generator random)
    {
        using var scope = NewDisposeScope();
        var noise = pair.Teacher.Noise;
        var t = noise.Quantile((random.Uniform([options.Samples], CPU, float64) + level) / options.Levels);
        var x = pair.Noised(pair.Student.Draw(options.Samples, random).X, t, random);
        var (logRatio, p, q) = (pair.LogRatio(x, t), pair.TeacherScore(x, t), pair.Student.Score(x, t));

        // A denoiser's error in units of the noise: σ (ŝ − s) = (α/σ)(D̂ − D).
        var perNoise = (noise.Alpha(t) / noise.Sigma(t)).unsqueeze(1);
        var (teacher, student) = (pair.Denoised(x, t, p), pair.Denoised(x, t, q));
        var given = pair.Teacher.Denoiser.Denoise(pair.Shaped(x).to_type(float32), t, null).flatten(1).to_type(float64);
        var logits = networks.Select(network => network.LogRatio(x, t)).ToList();
        var edges = noise.Sigma(noise.Quantile(tensor([(double)level / options.Levels, (level + 1.0) / options.Levels], dtype: float64, device: CPU).clamp(0, 1 - 1e-9)));
        return new(
            edges[0].item<double>(), edges[1].item<double>(),
            Errors.Of([.. logits.Select(logit => Values(logit - logRatio))]),
            logits.Average(logit => logit.exp().mean().item<double>()),
            Errors.Of([.. networks.Select(network => Values(perNoise * (network.Denoised(x, t) - student)))]),
            RootMeanSquare(perNoise * (given - teacher)),
            RootMeanSquare(perNoise * (teacher - student)));
    }

    private static double[] Values(Tensor tensor) => tensor.flatten().data<double>().ToArray();

    private static double RootMeanSquare(Tensor tensor) => tensor.square().mean().sqrt().item<double>();
}
