// f-distill in one file (Xu, Nie, Vahdat 2025, Algorithm 1): a student of one step learns eight Gaussians on a ring
// from a teacher whose score is exact. The losses are FDistill.Engine's; networks, optimizers and the loop are this
// program's.
using System.Globalization;
using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Plugins.GaussianMixture;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

const int batch = 256, studentEvery = 3;
const double adversarialWeight = 1e-3, rate = 1e-3;
var iterations = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;

TorchRuntime.Load();
using var generator = new Generator(0, CPU);
var environment = new RunEnvironment(CPU, Precision.Fp32, Seed: 0);

// The teacher p: eight modes of deviation 0.1 on a ring of radius 0.7. Noise levels σ = t go from 0.02 to 10.
var ring = Enumerable.Range(0, 8).Select(mode => mode * Math.PI / 4)
    .Select(angle => new ComponentOptions { Mean = [0.7 * Math.Cos(angle), 0.7 * Math.Sin(angle)], Variance = 0.01 });
var mixture = new GaussianMixtureTeacherOptions { Components = [.. ring], SigmaMin = 0.02, SigmaMax = 10 };
using var teacher = new GaussianMixtureTeacher(mixture, environment, new SafetensorsFiles());
var noise = teacher.Noise;

// Student G and fake score q are denoisers; the discriminator is a small network that sees x_t and t.
using var student = teacher.CreateTrainable();
using var fakeScore = teacher.CreateTrainable();
using var head = nn.Sequential(nn.Linear(3, 64), nn.SiLU(), nn.Linear(64, 64), nn.SiLU(), nn.Linear(64, 1));
using (no_grad())
    foreach (var weight in head.parameters())
        weight.copy_((generator.Uniform(weight.shape, CPU) - 0.5) * (weight.dim() == 2 ? 2 / Math.Sqrt(weight.shape[1]) : 0));
using var studentSteps = optim.AdamW(student.Module.parameters(), rate, beta1: 0);
using var fakeScoreSteps = optim.AdamW(fakeScore.Module.parameters(), 2 * rate, beta1: 0);
using var headSteps = optim.AdamW(head.parameters(), 2 * rate, beta1: 0);

var divergence = new JensenShannon();
var ratioOptions = new RatioOptions();
using var ratios = new RatioNormalizer(noise, ratioOptions, new SingleProcess(), CPU);

Report("before");
for (var iteration = 1; iteration <= iterations; iteration++)
{
    using var scope = NewDisposeScope();
    var t = noise.Quantile(generator.Uniform([batch], CPU, float64));
    if (iteration % studentEvery == 0)
    {
        // The student's samples x = G(z), at noise level t.
        var x = Generate(batch);
        var noised = noise.Perturb(x, Normal(batch), t);

        // h(r) of the ratio r = p/q = e^ℓ, ℓ the discriminator's logit. Stage 1: r over its average in a time bin.
        var logits = Logits(noised, t);
        var (ratio, averages) = ratios.Normalize(RatioEstimate.Of(logits, ratioOptions), t);
        ratios.Take(averages);
        var h = DivergenceWeight.Of(divergence, ratio);

        // Eq. 4: the difference of the two scores moves the samples, weighted by h over its mean (stage 2).
        var (p, q) = (Estimate(teacher.Denoiser, noised, t), Estimate(fakeScore, noised, t));
        var matching = MatchingLoss.Of(x, p, q, h / h.mean());
        Step(studentSteps, matching + adversarialWeight * AdversarialLoss.Generator(logits));
    }
    else
    {
        // The fake score learns to denoise the student's samples, the discriminator to tell them from real ones.
        using var constant = no_grad();
        var x = Generate(batch);
        var noised = noise.Perturb(x, Normal(batch), t);
        var real = noise.Perturb(teacher.Draw(batch, generator).to(float32), Normal(batch), t);
        using var graded = enable_grad();
        var denoised = fakeScore.Denoise(noised, t, condition: null);
        Step(fakeScoreSteps, DenoisingLoss.Of(denoised, x, t, noise, DenoisingError.Sample));
        Step(headSteps, AdversarialLoss.Head(Logits(noised, t), Logits(real, t)));
    }

    // The student's rate falls to a tenth over the second half.
    var decay = Math.Min(1, 1 - 0.9 * (2.0 * iteration / iterations - 1));
    foreach (var group in studentSteps.ParamGroups) group.LearningRate = rate * decay;
}

Report("after");

Tensor Normal(long count) => generator.Normal(teacher.Sample.Batch(count), CPU);

Tensor Generate(long count) =>
    student.Denoise(noise.PureNoise(Normal(count)), full([count], noise.MaxTime, dtype: float64, device: CPU), condition: null);

Tensor Logits(Tensor noised, Tensor t)
{
    var scale = (t.square() + 0.25).sqrt().to(float32).unsqueeze(1);
    return head.call(cat([noised.flatten(1) / scale, (t.log() / 4).to(float32).unsqueeze(1)], dim: 1));
}

static Tensor Estimate(IDenoiser network, Tensor noised, Tensor t)
{
    using var constant = no_grad();
    return network.Denoise(noised, t, condition: null);
}

static void Step(optim.Optimizer optimizer, Tensor loss)
{
    optimizer.zero_grad();
    BackwardPass.Run(loss);
    optimizer.step();
}

// A sample is near a mode within three deviations; a mode is found by a quarter of its share of the samples.
void Report(string when)
{
    using var scope = NewDisposeScope();
    using var constant = no_grad();
    var modes = tensor(teacher.Modes.SelectMany(mode => mode.Centre).ToArray(), dtype: float32).reshape(1, -1, 2);
    var near = (Generate(4000).reshape(-1, 1, 2) - modes).square().sum(2).sqrt().lt(0.3).to(float32).mean([0]);
    var (found, share) = (near.ge(0.25 / 8).sum().item<long>(), near.sum().item<float>());
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{when}: {found} of 8 modes, {share:P1} of the samples near one"));
}

/// <summary>The divergence: any continuous h ≥ 0 of the ratio will do. This is Jensen–Shannon's, r / (1 + r).</summary>
internal sealed class JensenShannon : IDivergence
{
    public Tensor Weight(DensityRatio ratio) => ratio.Log.sigmoid();
}
