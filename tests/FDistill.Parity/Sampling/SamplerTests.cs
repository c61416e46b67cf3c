using System.Text.Json;
using FDistill.Engine.Sampling;
using FDistill.Parity.Edm;
using FDistill.Parity.Support;
using FDistill.Plugins.Edm;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Sampling;

public class SamplerTests
{
    public static TheoryData<string, string> Teachers => Recordings.ChecksOf("edm.sampler", "edm/sampler_ddpmpp", "edm/sampler_adm");

    public static TheoryData<string> Students => Recordings.Checks("fdistill/student_sampling", "fdistill.student_sampler");

    [Theory, MemberData(nameof(Teachers))]
    public void The_teachers_sampler_takes_the_references_path(string name, string id)
    {
        using var recording = Recording.Open(name);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var arguments = check.Setting("sampler");
        double Number(string argument) => arguments.GetProperty(argument) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.PositiveInfinity;
        using var denoiser = new RecordingDenoiser(Denoiser(check));
        var teacher = new RecordedTeacher(denoiser, Schedules.Of(Number("sigma_min"), Number("sigma_max"), Number("rho")));
        var options = new HeunOptions
        {
            Steps = arguments.GetProperty("num_steps").GetInt32(),
            SecondOrder = arguments.GetProperty("sampler").GetString() == "heun",
            Churn = Number("S_churn"),
            ChurnFrom = Number("S_min"),
            ChurnTo = Number("S_max"),
            ChurnNoise = Number("S_noise"),
        };
        var noise = check.OptionalInput("noise");
        var sampler = new HeunSampler(teacher, options, (_, step) => noise!.select(0, step));

        check.Expect("x", sampler.Sample(check.Input("latents"), Labels(check, "class_labels")));
        if (!check.Outputs.Contains("eval_x")) return;
        check.Expect("eval_sigma", tensor(denoiser.Times.ToArray(), dtype: float64, device: CPU));
        check.Expect("eval_x", stack(denoiser.Inputs, 0));
        check.Expect("eval_denoised", stack(denoiser.Estimates, 0));
    }

    [Theory, MemberData(nameof(Students))]
    public void Students_of_one_and_of_several_steps_sample_as_the_references_do(string id)
    {
        using var recording = Recording.Open("fdistill/student_sampling");
        using var scope = NewDisposeScope();
        var check = recording[id];
        using var student = Denoiser(check);
        var fresh = check.OptionalInput("sde_noise");
        var between = check.Setting("student_sample_type").GetString() == "sde" ? StudentNoise.Fresh : StudentNoise.Implied;
        var sampler = new StudentSampler(Schedules.Default, student, Times(check.Settings), between, (_, step) => fresh!.select(0, step));
        check.Expect("x", sampler.Sample(check.Input("noise"), Labels(check, "condition")));
    }

    /// <summary>The recorded times, or the reference's own: rows of its table of 1,000 noise levels, evenly from row 998 down.</summary>
    private static double[] Times(JsonElement arguments)
    {
        if (arguments.GetProperty("t_list") is { ValueKind: JsonValueKind.Array } list)
            return [.. list.EnumerateArray().Select(time => time.GetDouble()).SkipLast(1)];
        var steps = arguments.GetProperty("student_sample_steps").GetInt32();
        using var scope = NewDisposeScope();
        var shares = Enumerable.Range(0, steps).Select(step => (double)(int)(998 + ((2 - 998.0) * step / steps)) / 999).ToArray();
        return Schedules.Default.Quantile(tensor(shares, dtype: float64, device: CPU)).data<double>().ToArray();
    }

    private static LabelCondition? Labels(Check check, string role) => check.OptionalInput(role) is { } rows ? new LabelCondition(rows.to_type(float32)) : null;

    private static EdmDenoiser Denoiser(Check check)
    {
        var arguments = check.Setting("network");
        var network = NetworkArguments.Preconditioned(arguments);
        var ignored = arguments.TryGetProperty("ignore_weights", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToArray() : [];
        StateDict.Copy(check.Weights().Where(pair => !ignored.Contains(pair.Key)).ToDictionary(), "", network, check.Id);
        return new EdmDenoiser(network);
    }
}
