using System.Diagnostics;
using FDistill.Engine.Objective;
using FDistill.Heads;
using FDistill.Plugins.Heads;
using FDistill.Plugins.StableDiffusion;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Footprints;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Noise;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Benchmarks.Latent;

/// <summary>The two iterations at full size: teacher, student and fake score
/// of Stable Diffusion 1.5's size, and the head on its middle block.</summary>
internal sealed class LatentTurns : IDisposable
{
    private const double Guidance = 1.75, AdversarialWeight = 1e-3;
    private static readonly long[] Shape = [1, 4, 64, 64];

    private readonly LatentSchedule noise;
    private readonly LatentDenoiser teacher;
    private readonly LatentDenoiser student;
    private readonly LatentDenoiser fakeScore;
    private readonly nn.Module<HeadInput, Tensor> head;
    private readonly Generator generator = new(1, CPU);

    public LatentTurns(bool checkpoints)
    {
        var unet = UNetConfig.Read(new PublishedSettings("sd15").Of("unet")!);
        var scheduler = SchedulerConfig.Read(new ConfigFile(System.Text.Json.JsonSerializer.SerializeToElement(new { beta_start = 0.00085, beta_end = 0.012, beta_schedule = "scaled_linear" }), "scheduler"));
        noise = new LatentSchedule(scheduler, new LatentTimes(0.001, 0.999, 0.999));
        LatentDenoiser Denoiser(long seed)
        {
            var network = new UNet2DConditionModel(unet, NetworkPlace.Cpu);
            FreshWeights.Draw(network, seed);
            return new LatentDenoiser(network, noise, scheduler.Prediction) { GradientCheckpointing = checkpoints };
        }

        (teacher, student, fakeScore) = (Denoiser(1), Denoiser(2), Denoiser(3));
        foreach (var parameter in teacher.Module.parameters()) parameter.requires_grad = false;
        var part = new SdHead(new(), new RunEnvironment(CPU, Precision.Fp32, Seed: 1));
        head = part.Create(part.Choose(UNetFeatures.Of(unet, 64, 64)));
    }

    /// <summary>The features that the head looks at.</summary>
    public static FeatureSelection Wanted { get; } = new(["mid_block"]) { EstimateNeedsGradient = false };

    /// <summary>How many parameters a denoiser has.</summary>
    public long Parameters => student.Module.parameters().Sum(parameter => parameter.numel());

    /// <summary>An iteration of the student, up to its gradient.</summary>
    public TurnMeasure Student() => Measure(student.Module, () =>
    {
        var (text, empty, t) = (Text(), Text(), Time());
        var x = student.Denoise(Normal(Shape), full([1], 0.999, dtype: float64, device: CPU), text);
        var noised = noise.Perturb(x, Normal(Shape), t);
        var seen = teacher.Denoise(noised, t, text, Wanted);
        var loss = AdversarialWeight * AdversarialLoss.Generator(head.call(new HeadInput(seen.Features, t, text)));
        using (no_grad())
        {
            var (fake, unconditional) = (fakeScore.Denoise(noised, t, text), teacher.Denoise(noised, t, empty));
            seen = seen with { Estimate = unconditional + (seen.Estimate - unconditional) * Guidance };
            using var graded = enable_grad();
            loss += MatchingLoss.Of(x, seen.Estimate, fake, ones([1], dtype: float32, device: CPU));
        }
        loss.backward();
    });

    /// <summary>An iteration of fake score and head, up to their gradients.</summary>
    public TurnMeasure FakeScore() => Measure(fakeScore.Module, () =>
    {
        var (text, t) = (Text(), Time());
        Tensor x, noised;
        IReadOnlyList<Tensor> features;
        using (no_grad())
        {
            x = student.Denoise(Normal(Shape), full([1], 0.999, dtype: float64, device: CPU), text);
            noised = noise.Perturb(x, Normal(Shape), t);
            features = teacher.Features(cat([noised, Normal(Shape)], dim: 0), t.expand(2), text.Concat(text), Wanted);
        }
        var logits = head.call(new HeadInput(features, t.expand(2), null)).chunk(2);
        (DenoisingLoss.Of(fakeScore.Denoise(noised, t, text), x, t, noise, DenoisingError.Noise) + AdversarialLoss.Head(logits[0], logits[1])).backward();
    });

    public void Dispose()
    {
        foreach (var owned in (IDisposable[])[teacher, student, fakeScore, head, generator]) owned.Dispose();
    }

    /// <summary>Does an iteration, and forgets the gradients: there is no memory for those of both networks.</summary>
    private TurnMeasure Measure(nn.Module trained, Action turn)
    {
        PeakMemory.Forget();
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using (NewDisposeScope()) turn();
        var measure = new TurnMeasure(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, PeakMemory.Bytes());
        foreach (var parameter in trained.parameters().Concat(head.parameters())) parameter.grad = null;
        return measure;
    }

    private TextCondition Text() => new(Normal([1, 77, 768]));

    private static Tensor Time() => full([1], 0.5, dtype: float64, device: CPU);

    private Tensor Normal(long[] shape) => randn(shape, dtype: float32, device: CPU, generator: generator);
}
