using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Parity.Checks;
using FDistill.Parity.Edm;
using FDistill.Parity.Heads;
using FDistill.Parity.Objective;
using FDistill.Plugins.Edm;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>What recorded update steps share: the distiller with its networks, optimizers and time bins.</summary>
internal sealed class UpdateState : IDisposable
{
    private readonly TrainingOptions options;
    private readonly double studentTime;

    /// <summary>Builds it.</summary>
    /// <param name="check">Arguments and weights.</param>
    /// <param name="batch">N.</param>
    public UpdateState(Check check, long batch)
    {
        var arguments = check.Kwargs;
        arguments.Only("schedule", "edm");
        var network = arguments.Object("network");
        var noise = Schedules.Of(arguments.Number("min_t"), arguments.Number("max_t"), rho: 7);
        Teacher = new UpdateTeacher(network, check.Weights("teacher"), noise);
        IsPlain = arguments.Text("method") switch
        {
            "fdistill" => false,
            "dmd2" => true,
            _ => throw arguments.Unknown("method", "fdistill or dmd2"),
        };
        Penalty = (arguments.Number("gan_r1_reg_weight"), arguments.Number("gan_r1_reg_alpha"));
        SameNoise = arguments.Flag("gan_use_same_t_noise");
        studentTime = arguments.Number("student_t");
        options = Options(arguments, batch);

        var environment = new RunEnvironment(CPU, Precision.Fp32, Seed: 0);
        var divergence = DistillationArguments.Divergence(arguments);
        var parts = new DistillationParts(Teacher, divergence, new DiscriminatorArguments(arguments.Object("discriminator")), new NoData(Teacher.Sample));
        Distiller = new Distiller(parts, options, environment, new SingleProcess(), new SafetensorsFiles());
        var ignored = NetworkArguments.Ignored(network);
        Distiller.Student.Network.LoadWeights(check.Weights("student").Without(ignored).ToDictionary(), "student");
        Distiller.FakeScore.Network.LoadWeights(check.Weights("fake_score").Without(ignored).ToDictionary(), "fake score");
        Distiller.Discriminator.Network.LoadWeights(check.Weights("discriminator").ToDictionary(), "discriminator");
        Distiller.RatioAverages.fill_(arguments.Number("initial_bins"));
    }

    /// <summary>The teacher.</summary>
    public UpdateTeacher Teacher { get; }

    /// <summary>The method, with what it trains.</summary>
    public Distiller Distiller { get; }

    /// <summary>Whether all samples weigh the same, as in DMD2.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether real samples are noised as the student's are.</summary>
    public bool SameNoise { get; }

    /// <summary>Weight and perturbation of the peer's penalty, which is the squared difference of logits.</summary>
    public (double Weight, double Alpha) Penalty { get; }

    /// <summary>Clamps and time bins of the density ratio.</summary>
    public RatioOptions Ratio => options.Ratio;

    /// <summary>λ_GAN.</summary>
    public double AdversarialWeight => options.AdversarialWeight;

    /// <summary>Makes the next turn the student's, or its two fakeScoreAndHead'.</summary>
    public IReadOnlyDictionary<string, double> Turn(bool isStudents, Draw draw)
    {
        options.StudentEvery = isStudents ? 1 : int.MaxValue;
        return Distiller.Iterate([draw]).Values;
    }

    /// <summary>What a call draws.</summary>
    public Draw Drawn(CheckCall call)
    {
        var (z, t, epsilon) = (call.Input("z"), call.Input("t").to_type(float64), call.Input("eps"));
        var (realT, realEpsilon) = (call.OptionalInput("t_real")?.to_type(float64) ?? t, call.OptionalInput("eps_real") ?? epsilon);
        return new()
        {
            Real = call.OptionalInput("real") ?? zeros_like(z),
            Condition = call.OptionalInput("condition") is { } rows ? new LabelCondition(rows.to_type(float32)) : null,
            StudentInput = Teacher.Noise.PureNoise(z),
            StudentT = full_like(t, studentTime),
            T = t,
            Epsilon = epsilon,
            RealT = SameNoise ? t : realT,
            RealEpsilon = SameNoise ? epsilon : realEpsilon,
            PenaltyNoise = call.OptionalInput("r1_noise"),
        };
    }

    public void Dispose()
    {
        Distiller.Dispose();
        Teacher.Dispose();
    }

    private TrainingOptions Options(Kwargs arguments, long batch)
    {
        var ratio = DistillationArguments.Ratio(arguments);
        ratio.Normalize &= !IsPlain;
        return new()
        {
            Batch = (int)batch,
            AdversarialWeight = arguments.Number("gan_loss_weight_gen"),
            Guidance = arguments.Number("guidance_scale", otherwise: 1),
            NormalizeWeight = !IsPlain,
            Ratio = ratio,
            GradientPenalty = new()
            {
                Form = GradientPenaltyForm.CleanImage,
                Alpha = Penalty.Alpha,
                Gamma = 2 * Penalty.Alpha * Penalty.Alpha * Penalty.Weight,
            },
            Denoising = DenoisingLossKind.ErrorOf(arguments, "fake_score_pred_type"),
            Student = UpdateOptimizer.Of(arguments),
            FakeScore = UpdateOptimizer.Of(arguments),
            Head = UpdateOptimizer.Of(arguments),
        };
    }
}
