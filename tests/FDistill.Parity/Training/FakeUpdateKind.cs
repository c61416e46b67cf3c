using FDistill.Engine.Training.Loop;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>An iteration of fake score and discriminator, from
/// recorded noise to losses, gradients and updated weights.</summary>
internal sealed class FakeUpdateKind : ICheckKind
{
    public string Name => "fdistill.fake_update";

    public void Compute(Check check, CheckCall call)
    {
        var state = check.Shared(() => new UpdateState(check, call.Input("z").shape[0]));
        var draw = state.Drawn(call);
        using (no_grad()) call.Return("gen_data", state.Distiller.Student.Generate(draw.StudentInput, draw.StudentT, draw.Condition));

        var measured = state.Turn(isStudents: false, draw);

        // The peer's penalty is the squared difference of logits; ours is divided by 2 α².
        var (weight, alpha) = state.Penalty;
        var penalty = measured.GetValueOrDefault(Measures.GradientPenalty) * 2 * alpha * alpha;
        var (denoising, head) = (measured[Measures.FakeScoreLoss], measured[Measures.HeadLoss]);
        call.Return("fake_score_loss", denoising);
        call.Return("gan_loss_disc", head);
        if (weight > 0) call.Return("gan_loss_ar1", penalty);
        call.Return("total_loss", denoising + head + (weight * penalty));
        UpdateResults.Return(call, "fake_", state.Distiller.FakeScore.Network);
        UpdateResults.Return(call, "disc_", state.Distiller.Discriminator.Network);
    }
}
