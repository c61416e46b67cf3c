using FDistill.Engine.Objective;
using FDistill.Parity.Checks;

namespace FDistill.Parity.Objective;

/// <summary>The adversarial loss of student or head, and its gradients.</summary>
internal sealed class AdversarialLossKind : ICheckKind
{
    public string Name => "fdistill.gan_loss";

    public void Compute(Check check, CheckCall call)
    {
        var fake = call.Input("fake_logits").detach().clone().requires_grad_(true);
        var real = call.OptionalInput("real_logits")?.detach().clone().requires_grad_(true);

        var loss = check.Kwargs.Text("side") switch
        {
            "generator" => AdversarialLoss.Generator(fake),
            "discriminator" => AdversarialLoss.Head(fake, real ?? call.Input("real_logits")),
            _ => throw check.Kwargs.Unknown("side", "generator or discriminator"),
        };
        loss.backward();

        call.Return("loss", loss);
        call.Return("grad/fake_logits", fake.grad!);
        if (real?.grad is { } gradient) call.Return("grad/real_logits", gradient);
    }
}
