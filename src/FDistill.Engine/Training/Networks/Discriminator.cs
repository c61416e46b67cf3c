using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Draws;
using FDistill.Heads;
using FDistill.Teachers;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>The discriminator: a small head on features of the
/// teacher, or of the fake score, at noise level t.</summary>
public sealed class Discriminator : IDisposable
{
    private readonly nn.Module<HeadInput, Tensor> head;
    private readonly IDenoiser source;
    private readonly FakeScore fakeScore;
    private readonly DiscriminatorOptions options;
    private readonly GradientPenaltyOptions penalty;

    /// <summary>Makes a discriminator.</summary>
    /// <param name="head">Makes the head.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="fakeScore">The fake score.</param>
    /// <param name="options">How the head is trained, and on what.</param>
    /// <param name="device">Where.</param>
    public Discriminator(IDiscriminatorHead head, ITeacher teacher, FakeScore fakeScore, TrainingOptions options, Device device)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(fakeScore);
        ArgumentNullException.ThrowIfNull(options);
        this.fakeScore = fakeScore;
        (head, teacher) = (Guards.Around(head), Guards.Around(teacher));
        this.options = options.Discriminator;
        penalty = options.GradientPenalty;
        source = this.options.Features == FeatureSource.Teacher ? teacher.Denoiser : fakeScore.Denoiser;
        var chosen = head.Choose(teacher.Features);
        Wanted = new([.. chosen.Select(map => map.Name)]) { EstimateNeedsGradient = false };
        this.head = head.Create(chosen).to(device);
        Network = new("head", this.head, options.Head, options.Iterations);
    }

    /// <summary>The head's weights and optimizer.</summary>
    public TrainedNetwork Network { get; }

    /// <summary>Which features the head looks at.</summary>
    public FeatureSelection Wanted { get; }

    /// <summary>The fake score, where the head looks at its features; null where at the teacher's.</summary>
    internal FakeScore? SeenFakeScore => options.Features == FeatureSource.Teacher ? null : fakeScore;

    /// <summary>The head's logits ℓ.</summary>
    /// <param name="features">The features that it looks at, of N samples.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="condition">What the samples are conditioned on.</param>
    /// <returns>[N, heads] float32.</returns>
    public Tensor Logits(IReadOnlyList<Tensor> features, Tensor t, Condition? condition)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(t);
        return head.call(new HeadInput(features, t, condition));
    }

    /// <summary>The logits of generated and real samples, for the
    /// head's own training: all of them in one pass.</summary>
    /// <param name="generated">The student's samples at noise level t: [N, C, H, W] float32, without gradient.</param>
    /// <param name="real">Real samples at noise level t_real: [N, C, H, W] float32.</param>
    /// <param name="draw">The times, the condition, and the clean real samples.</param>
    public HeadLogits Compare(Tensor generated, Tensor real, Draw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        Tensor[] samples = Perturbed(real, draw) is { } perturbed ? [generated, real, perturbed] : [generated, real];
        Tensor[] times = samples.Length == 3 ? [draw.T, draw.RealT, draw.RealT] : [draw.T, draw.RealT];
        var condition = samples.Skip(1).Aggregate(draw.Condition, (all, _) => all?.Concat(draw.Condition!));
        var t = cat(times);
        var x = cat(samples);
        if (Computes(GradientPenaltyForm.Exact)) x.requires_grad_(true);
        var features = See(x, t, condition);
        if (Computes(GradientPenaltyForm.Features)) features = [.. features.Select(Differentiable)];

        var logits = Logits(features, t, condition).chunk(samples.Length);
        return new(logits[0], logits[1], penalty switch
        {
            { Gamma: 0 } => null,
            { Form: GradientPenaltyForm.Exact } => GradientPenalty.Exact(logits[1], [x]),
            { Form: GradientPenaltyForm.Features } => GradientPenalty.Exact(logits[1], features),
            _ => GradientPenalty.FiniteDifference(logits[1], logits[2], penalty.Alpha),
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        head.Dispose();
    }

    private bool Computes(GradientPenaltyForm form) => penalty.Gamma > 0 && penalty.Form == form;

    /// <summary>The third group of samples, which the cheap forms of R1 compare with the real ones.</summary>
    private Tensor? Perturbed(Tensor real, Draw draw)
    {
        if (Computes(GradientPenaltyForm.Perturbed)) return real + penalty.Alpha * draw.PenaltyNoise!;
        if (Computes(GradientPenaltyForm.CleanImage)) return draw.Real + penalty.Alpha * draw.PenaltyNoise!;
        return null;
    }

    /// <summary>Features for the head's training, with gradients no further back than that needs.</summary>
    private IReadOnlyList<Tensor> See(Tensor noised, Tensor t, Condition? condition)
    {
        if (options.Features == FeatureSource.FakeScoreTrained)
            return [.. source.Features(noised, t, condition, Wanted).Select(feature => ScaledGradient(feature, options.FeatureLossWeight))];
        using var frozen = new FrozenParameters(source.Module);
        using var mode = enable_grad(Computes(GradientPenaltyForm.Exact));
        return source.Features(noised, t, condition, Wanted);
    }

    /// <summary>A feature that the logits can be differentiated by: as
    /// it is where it leads back to a network in training.</summary>
    private static Tensor Differentiable(Tensor feature) => feature.requires_grad ? feature : feature.detach().requires_grad_(true);

    /// <summary>The same values, through which only a share of the gradient flows back.</summary>
    private static Tensor ScaledGradient(Tensor value, double share) => value * share + value.detach() * (1 - share);
}

/// <summary>What the discriminator says of generated and of real samples.</summary>
/// <param name="Generated">ℓ of the student's samples: [N, heads] float32.</param>
/// <param name="Real">ℓ of real samples: [N, heads] float32.</param>
/// <param name="Penalty">R1, ½ E mean_k ‖∇ℓ_k‖² over the heads: [] float32; null where it is not computed.</param>
public sealed record HeadLogits(Tensor Generated, Tensor Real, Tensor? Penalty);
