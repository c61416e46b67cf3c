using FDistill.Engine.Objective;
using FDistill.Parity.Checks;
using FDistill.Parity.Noise;
using static TorchSharp.torch;

namespace FDistill.Parity.Objective;

/// <summary>The fake score's denoising loss, for every kind of prediction.</summary>
internal sealed class DenoisingLossKind : ICheckKind
{
    public string Name => "fdistill.dsm_loss";

    /// <summary>What the squared error is taken of, for a kind of prediction.</summary>
    public static DenoisingError ErrorOf(Kwargs arguments, string name) => arguments.Text(name) switch
    {
        "x0" => DenoisingError.Sample,
        "eps" => DenoisingError.Noise,
        "v" => DenoisingError.Velocity,
        "flow" => DenoisingError.Flow,
        _ => throw arguments.Unknown(name, Predictions.Known),
    };

    public void Compute(Check check, CheckCall call)
    {
        var (x, t) = (call.Input("x0"), call.Input("t").to_type(float64));
        var schedule = PeerSchedule.Of(check.Kwargs);
        var noised = schedule.Perturb(x.to_type(float64), call.Input("eps").to_type(float64), t);

        // Our denoisers estimate x_0, so the recorded prediction is first turned into the estimate that it stands for.
        var error = ErrorOf(check.Kwargs, "pred_type");
        var estimate = Predictions.Sample(check.Kwargs.Text("pred_type"), call.Input("net_pred"), noised, t, schedule)!;
        call.Return("loss", DenoisingLoss.Of(estimate, x.to_type(float64), t, schedule, error));
    }
}
