using FDistill.Engine.Sampling;
using FDistill.Parity.Checks;
using FDistill.Parity.Edm;
using FDistill.Parity.Noise;
using FDistill.Plugins.Edm;
using static TorchSharp.torch;

namespace FDistill.Parity.Sampling;

/// <summary>Samples of a student of one or a few steps.</summary>
internal sealed class StudentSamplerKind : ICheckKind
{
    public string Name => "fdistill.student_sampler";

    public void Compute(Check check, CheckCall call)
    {
        var arguments = check.Kwargs;
        using var student = new EdmDenoiser(NetworkArguments.Preconditioned(arguments.Object("network"), check.Weights()));
        var between = arguments.Text("student_sample_type") switch
        {
            "sde" => StudentNoise.Fresh,
            "ode" => StudentNoise.Implied,
            _ => throw arguments.Unknown("student_sample_type", "sde or ode"),
        };
        var fresh = call.OptionalInput("sde_noise");
        var condition = call.OptionalInput("condition") is { } rows ? new LabelCondition(rows.to_type(float32)) : null;

        Tensor Noise(Tensor _, int step) => fresh?.select(0, step) ?? throw new InvalidDataException("inputs: sde_noise is missing");
        var schedule = arguments.Has("schedule") ? PeerSchedule.Of(arguments) : EdmTable.Default;
        var sampler = new StudentSampler(schedule, student, Times(arguments, schedule), between, Noise);
        call.Return("x", sampler.Sample(call.Input("noise"), condition));
    }

    /// <summary>The recorded times without the closing 0, or those of the schedule.</summary>
    private static IReadOnlyList<double> Times(Kwargs arguments, PeerSchedule schedule)
    {
        var steps = arguments.Integer("student_sample_steps");
        if (!arguments.Has("t_list")) return schedule.StudentTimes(steps);
        var times = arguments.Numbers("t_list");
        return times.Length == steps + 1 ? times[..^1] : throw arguments.Unknown("t_list", $"{steps + 1} times, one more than student_sample_steps");
    }
}
