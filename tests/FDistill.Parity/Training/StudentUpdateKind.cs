using FDistill.Engine.Objective;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Loop;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>An iteration of the student, from recorded noise to losses, gradients and updated weights.</summary>
internal sealed class StudentUpdateKind : ICheckKind
{
    public string Name => "fdistill.student_update";

    public void Compute(Check check, CheckCall call)
    {
        var state = check.Shared(() => new UpdateState(check, call.Input("z").shape[0]));
        state.Teacher.NegativeRows = call.OptionalInput("neg_condition")?.to_type(float32);
        var draw = state.Drawn(call);
        ReturnIntermediate(check, call, state, draw);

        var measured = state.Turn(isStudents: true, draw);

        var (matching, adversarial) = (measured[Measures.MatchingLoss], measured[Measures.AdversarialLoss]);
        call.Return(state.IsPlain ? "vsd_loss" : "f_distill_loss", matching);
        call.Return("gan_loss_gen", adversarial);
        call.Return("total_loss", matching + (state.AdversarialWeight * adversarial));
        call.Return("bins", state.Distiller.RatioAverages.clone());
        if (!state.IsPlain) ReturnWeights(call, measured);
        UpdateResults.Return(call, "", state.Distiller.Student.Network);
    }

    /// <summary>Smallest, mean and largest h, after the division by the mean.</summary>
    private static void ReturnWeights(CheckCall call, IReadOnlyDictionary<string, double> measured)
    {
        var mean = measured[Measures.MeanWeight] + 1e-6;
        call.Return("min_h", measured[Measures.MinWeight] / mean);
        call.Return("avg_h", measured[Measures.MeanWeight] / mean);
        call.Return("max_h", measured[Measures.MaxWeight] / mean);
    }

    /// <summary>What the iteration will compute on the way, by the same parts.</summary>
    private static void ReturnIntermediate(Check check, CheckCall call, UpdateState state, Draw draw)
    {
        using var ungraded = no_grad();
        var (distiller, teacher) = (state.Distiller, state.Teacher);
        var x = distiller.Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition);
        var noised = teacher.Noise.Perturb(x, draw.Epsilon, draw.T);
        var seen = teacher.Denoiser.Denoise(noised, draw.T, draw.Condition, distiller.Discriminator.Wanted);
        var logits = distiller.Discriminator.Logits(seen.Features, draw.T, draw.Condition);
        call.Return("input_student", draw.StudentInput);
        call.Return("gen_data", x);
        call.Return("perturbed_data", noised);
        call.Return("teacher_x0", seen.Estimate);
        call.Return("teacher_eps", (noised - seen.Estimate) / draw.T.view(-1, 1, 1, 1));
        foreach (var (number, feature) in seen.Features.Index()) call.Return($"teacher_features/{number}", feature);
        call.Return("fake_score_x0", distiller.FakeScore.Denoiser.Denoise(noised, draw.T, draw.Condition));
        call.Return("fake_logits", logits);
        if (!state.IsPlain && call.Wants("h")) call.Return("h", Weight(check, state, logits, draw.T));
    }

    /// <summary>h of the iteration to come, on a copy of the time bins.</summary>
    private static Tensor Weight(Check check, UpdateState state, Tensor logits, Tensor t)
    {
        using var bins = new RatioNormalizer(state.Teacher.Noise, state.Ratio, new SingleProcess(), CPU);
        bins.Averages.copy_(state.Distiller.RatioAverages);
        var ratio = bins.Normalize(RatioEstimate.Of(logits, state.Ratio), t).Ratio;
        var weight = DivergenceWeight.Of(Objective.DistillationArguments.Divergence(check.Kwargs), ratio);
        return WeightNormalizer.Normalize(weight, WeightNormalizer.Mean(weight, new SingleProcess()));
    }
}
