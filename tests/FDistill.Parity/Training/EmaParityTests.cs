using FDistill.Engine.Training;
using FDistill.Parity.Support;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

public sealed class EmaParityTests
{
    private const string Recorded = "fdistill/student_sampling";

    public static TheoryData<string> Checks => Recordings.Checks(Recorded, "fdistill.ema_beta");

    [Theory]
    [MemberData(nameof(Checks))]
    public void The_decay_of_every_form_is_the_references(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var decay = check.Setting("type").GetString() == "power"
            ? new EmaDecay(new() { Form = EmaForm.Power, Gamma = check.Setting("gamma").GetDouble() }, batch: 1)
            : new EmaDecay(
                new()
                {
                    Form = EmaForm.HalfLife,
                    HalfLife = check.Setting("ema_halflife_kimg").GetDouble(),
                    RampUp = check.Setting("ema_rampup_ratio").GetDouble(),
                },
                check.Setting("batch_size").GetInt32());

        var updates = check.Input("iteration").to(ScalarType.Int64).data<long>().ToArray();
        check.Expect("beta", tensor(updates.Select(decay.At).ToArray(), dtype: ScalarType.Float64, device: CPU));
    }
}
