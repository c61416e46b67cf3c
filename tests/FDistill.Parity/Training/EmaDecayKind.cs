using FDistill.Engine.Training.Networks;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>β of a moving average, update by update.</summary>
internal sealed class EmaDecayKind : ICheckKind
{
    public string Name => "fdistill.ema_beta";

    public void Compute(Check check, CheckCall call)
    {
        var decay = Decay(check.Kwargs);
        var updates = call.Input("iteration").to(ScalarType.Int64).data<long>().ToArray();
        call.Return("beta", tensor(updates.Select(decay.At).ToArray(), dtype: float64, device: CPU));
    }

    private static EmaDecay Decay(Kwargs arguments) => arguments.Text("type") switch
    {
        "power" => new(new() { Form = EmaForm.Power, Gamma = arguments.Number("gamma") }, batch: 1),
        "halflife" => new(
            new() { Form = EmaForm.HalfLife, HalfLife = arguments.Number("ema_halflife_kimg"), RampUp = arguments.Number("ema_rampup_ratio", otherwise: 0) },
            arguments.Integer("batch_size")),
        _ => throw arguments.Unknown("type", "power or halflife"),
    };
}
