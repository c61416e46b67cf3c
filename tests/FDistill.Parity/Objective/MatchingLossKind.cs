using FDistill.Engine.Objective;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Objective;

/// <summary>The distribution matching loss and its gradient.</summary>
internal sealed class MatchingLossKind : ICheckKind
{
    public string Name => "fdistill.vsd_loss";

    public void Compute(Check check, CheckCall call)
    {
        var x = call.Input("gen_data").detach().clone().requires_grad_(true);
        var scale = call.OptionalInput("additional_scale") ?? ones([1], dtype: float32, device: CPU);

        var loss = MatchingLoss.Of(x, call.Input("teacher_x0"), call.Input("fake_score_x0"), scale.to_type(float32).flatten().expand(x.shape[0]));
        loss.backward();

        call.Return("loss", loss);
        call.Return("grad/gen_data", x.grad!);
    }
}
