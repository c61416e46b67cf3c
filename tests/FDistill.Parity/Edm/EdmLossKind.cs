using FDistill.Parity.Checks;
using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>The loss of training from scratch, and its gradients.</summary>
internal sealed class EdmLossKind : ICheckKind
{
    public string Name => "edm.loss";

    public void Compute(Check check, CheckCall call)
    {
        var (arguments, loss) = (check.Kwargs.Object("network"), check.Kwargs.Object("loss"));
        loss.Only("loss", "EDMLoss");
        using var network = NetworkArguments.Preconditioned(arguments, check.Weights());
        var schedule = Schedules.Of(0.002, 80, 7, loss.Number("P_mean"), loss.Number("P_std"), loss.Number("sigma_data"));
        var images = call.Input("images");
        var sigma = schedule.TrainingTime(call.Input("rnd_normal").to_type(float64).flatten());
        call.Return("sigma", sigma.reshape(-1, 1, 1, 1));

        var noised = images + (call.Input("noise") * sigma.to_type(float32).reshape(-1, 1, 1, 1));
        var estimate = network.Run(noised, sigma, call.OptionalInput("class_labels"), call.OptionalInput("augment_labels"), FeatureTap.None, AfterFeatures.Continue)!;
        var error = (estimate - images).square() * schedule.LossWeight(sigma).to_type(float32).reshape(-1, 1, 1, 1);
        var total = error.sum() / images.shape[0];
        call.Return("loss", error);
        call.Return("loss_mean", error.mean());
        call.Return("loss_sum_over_batch", total);

        total.backward();
        foreach (var (name, parameter) in network.named_parameters())
            if (parameter.grad is { } gradient) call.Return($"grad/{name}", gradient);
    }
}
