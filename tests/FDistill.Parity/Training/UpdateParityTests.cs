using FDistill.Engine.Checkpoints;
using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Parity.Support;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>Whole turns of the peer, from recorded noise to gradients.</summary>
public sealed class UpdateParityTests
{
    private const string Recorded = "fdistill/edm_update_steps";

    public static TheoryData<string> StudentUpdates => Recordings.Checks(Recorded, "fdistill.student_update");

    public static TheoryData<string> WatcherUpdates => Recordings.Checks(Recorded, "fdistill.fake_update");

    [Theory]
    [MemberData(nameof(StudentUpdates))]
    public void A_students_turn_is_the_peers(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        using var teacher = new UpdateTeacher(check);
        var plain = check.Setting("method").GetString() == "dmd2";
        using var distiller = Distiller(check, teacher, options =>
        {
            options.StudentEvery = 1;
            options.Ratio = PeerSettings.Ratio(check);
            if (plain) (options.Ratio.Normalize, options.NormalizeWeight) = (false, false);
        });
        var draw = Drawn(check);
        var intermediate = Intermediate(distiller, teacher, draw);

        var measured = distiller.Iterate([draw]).Values;

        var (matching, adversarial) = (measured[Measures.MatchingLoss], measured[Measures.AdversarialLoss]);
        var mean = measured[Measures.MeanWeight] + 1e-6;
        var results = new Dictionary<string, double>
        {
            [plain ? "vsd_loss" : "f_distill_loss"] = matching,
            ["gan_loss_gen"] = adversarial,
            ["total_loss"] = matching + check.Setting("gan_loss_weight_gen").GetDouble() * adversarial,
            ["min_h"] = measured[Measures.MinWeight] / mean,
            ["avg_h"] = measured[Measures.MeanWeight] / mean,
            ["max_h"] = measured[Measures.MaxWeight] / mean,
        };
        foreach (var (role, value) in results.Where(pair => check.Outputs.Contains(pair.Key))) check.Expect(role, value);
        foreach (var (role, value) in intermediate.Where(pair => check.Outputs.Contains(pair.Key))) check.Expect(role, value);
        if (check.Outputs.Contains("bins")) check.Expect("bins", distiller.RatioAverages);
        ExpectGradients(check, "", distiller.Student.Network);
    }

    [Theory]
    [MemberData(nameof(WatcherUpdates))]
    public void A_turn_of_fake_score_and_head_is_the_peers(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        using var teacher = new UpdateTeacher(check);
        var (weight, alpha) = (check.Setting("gan_r1_reg_weight").GetDouble(), check.Setting("gan_r1_reg_alpha").GetDouble());
        using var distiller = Distiller(check, teacher, options =>
        {
            options.GradientPenalty = new() { Form = GradientPenaltyForm.CleanImage, Alpha = alpha, Gamma = 2 * alpha * alpha * weight };
            options.Denoising = check.Setting("fake_score_pred_type").GetString() == "eps" ? DenoisingError.Noise : DenoisingError.Sample;
        });

        var measured = distiller.Iterate([Drawn(check)]).Values;

        var (denoising, head) = (measured[Measures.FakeScoreLoss], measured[Measures.HeadLoss]);
        var penalty = measured.GetValueOrDefault(Measures.GradientPenalty) * 2 * alpha * alpha;
        check.Expect("fake_score_loss", denoising);
        check.Expect("gan_loss_disc", head);
        check.Expect("total_loss", denoising + head + weight * penalty);
        if (check.Outputs.Contains("gan_loss_ar1")) check.Expect("gan_loss_ar1", penalty);
        ExpectGradients(check, "fake_", distiller.FakeScore.Network);
        ExpectGradients(check, "disc_", distiller.Discriminator.Network);
    }

    private static Distiller Distiller(Check check, UpdateTeacher teacher, Action<TrainingOptions> change)
    {
        var environment = new RunEnvironment(CPU, Precision.Fp32, Seed: 0);
        var still = new OptimizerOptions { LearningRate = 0, ClipNorm = 0 };
        var options = new TrainingOptions
        {
            Batch = 4,
            AdversarialWeight = check.Setting("gan_loss_weight_gen").GetDouble(),
            Guidance = check.Setting("guidance_scale") is { ValueKind: System.Text.Json.JsonValueKind.Number } scale ? scale.GetDouble() : 1,
            GradientPenalty = { Gamma = 0 },
            Student = still,
            FakeScore = still,
            Head = still,
        };
        change(options);
        var resolutions = check.Setting("discriminator").GetProperty("all_res").EnumerateArray().Select(resolution => resolution.GetInt32()).ToArray();
        var parts = new DistillationParts(teacher, PeerSettings.Divergence(check), new EdmHead(new() { Resolutions = resolutions }, environment), teacher);
        var distiller = new Distiller(parts, options, environment, new SingleProcess(), new SafetensorsFiles());
        distiller.Student.Network.LoadWeights(teacher.Weights("student"), "student");
        distiller.FakeScore.Network.LoadWeights(teacher.Weights("fake_score"), "fake score");
        distiller.Discriminator.Network.LoadWeights(teacher.Weights("discriminator"), "discriminator");
        return distiller;
    }

    private static Draw Drawn(Check check)
    {
        var (z, t, epsilon) = (check.Input("z"), check.Input("t"), check.Input("eps"));
        var real = check.OptionalInput("real") ?? zeros_like(z);
        return new()
        {
            Real = real,
            Condition = new LabelCondition(check.Input("condition")),
            StudentInput = 80 * z,
            StudentT = full_like(t, check.Setting("student_t").GetDouble()),
            T = t,
            Epsilon = epsilon,
            RealT = check.OptionalInput("t_real") ?? t,
            RealEpsilon = check.OptionalInput("eps_real") ?? epsilon,
            PenaltyNoise = check.OptionalInput("r1_noise"),
        };
    }

    /// <summary>What the student's turn computes on the way.</summary>
    private static Dictionary<string, Tensor> Intermediate(Distiller distiller, UpdateTeacher teacher, Draw draw)
    {
        using var ungraded = no_grad();
        var x = distiller.Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition);
        var noised = teacher.Noise.Perturb(x, draw.Epsilon, draw.T);
        var seen = teacher.Denoiser.Denoise(noised, draw.T, draw.Condition, distiller.Discriminator.Wanted);
        var sigma = draw.T.view(-1, 1, 1, 1);
        return new()
        {
            ["input_student"] = draw.StudentInput,
            ["gen_data"] = x,
            ["perturbed_data"] = noised,
            ["teacher_x0"] = seen.Estimate,
            ["teacher_eps"] = (noised - seen.Estimate) / sigma,
            ["teacher_features/0"] = seen.Features[0].narrow(0, 0, 1),
            ["teacher_features/1"] = seen.Features[1].narrow(0, 0, 1),
            ["teacher_features/2"] = seen.Features[2].narrow(0, 0, 1),
            ["fake_score_x0"] = distiller.FakeScore.Denoiser.Denoise(noised, draw.T, draw.Condition),
            ["fake_logits"] = distiller.Discriminator.Judge(seen.Features, draw.T, draw.Condition),
        };
    }

    private static void ExpectGradients(Check check, string prefix, TrainedNetwork network)
    {
        var gradients = network.Gradients.ToDictionary();
        var norms = check.Names(prefix + "grad_norms").Select(name => gradients[name].norm());
        check.Expect(prefix + "grad_norms", stack(norms));
        var roles = check.Outputs.Where(role => role.StartsWith(prefix + "grad/", StringComparison.Ordinal));
        foreach (var role in roles) check.Expect(role, gradients[role[(prefix.Length + "grad/".Length)..]]);
    }
}
