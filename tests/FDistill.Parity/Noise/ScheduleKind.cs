using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Noise;

/// <summary>The functions of a noise schedule.</summary>
internal sealed class ScheduleKind : ICheckKind
{
    private const string Functions = "tables, alpha, sigma, rescale_t, forward_process, latents, convert, t_list, sample_t_lognormal or sample_t_logitnormal";

    public string Name => "fdistill.schedule";

    public void Compute(Check check, CheckCall call)
    {
        var arguments = check.Kwargs;
        var schedule = PeerSchedule.Of(arguments);
        switch (arguments.Text("function"))
        {
            case "tables" when schedule.Table is { } table:
                call.Return(table.Name, table.Rows);
                break;
            case "alpha":
                call.Return("alpha", schedule.Alpha(Time(call)));
                break;
            case "sigma":
                call.Return("sigma", schedule.Sigma(Time(call)));
                break;
            case "rescale_t":
                call.Return("t", Time(call) * schedule.Steps);
                break;
            case "forward_process":
                call.Return("x_t", Noised(schedule, call));
                break;
            case "latents":
                call.Return("latents", Latents(schedule, call.Input("noise")));
                break;
            case "convert":
                call.Return("converted", Converted(schedule, arguments, call));
                break;
            case "t_list":
                call.Return("t_list", schedule.TimeList(arguments.Integer("sample_steps")));
                break;
            case "sample_t_lognormal":
                call.Return("t", TimeDraws.Lognormal(call.Input("uniform"), arguments.Number("train_p_mean"), arguments.Number("train_p_std"), schedule));
                break;
            case "sample_t_logitnormal":
                var (smallest, largest) = (arguments.Number("sample_min_t"), arguments.Number("sample_max_t"));
                call.Return("t", TimeDraws.Logitnormal(call.Input("normal"), arguments.Number("train_p_mean"), arguments.Number("train_p_std"), smallest, largest));
                break;
            default:
                throw arguments.Unknown("function", Functions);
        }
    }

    private static Tensor Time(CheckCall call) => call.Input("t").to_type(float64);

    private static Tensor Noised(PeerSchedule schedule, CheckCall call)
    {
        var (x, t) = (call.Input("x"), Time(call));
        long[] shape = [-1, .. Enumerable.Repeat(1L, (int)x.dim() - 1)];
        var noised = (schedule.Alpha(t).reshape(shape) * x.to_type(float64)) + (schedule.Sigma(t).reshape(shape) * call.Input("eps").to_type(float64));
        return noised.to_type(x.dtype);
    }

    private static Tensor Latents(PeerSchedule schedule, Tensor noise)
    {
        var sigma = schedule.Sigma(tensor([schedule.MaxTime], dtype: float64, device: CPU));
        return (noise.to_type(float64) * sigma).to_type(noise.dtype);
    }

    private static Tensor Converted(PeerSchedule schedule, Kwargs arguments, CheckCall call)
    {
        var (noised, output, t) = (call.Input("x_t"), call.Input("model_output"), Time(call));
        var sample = Predictions.Sample(arguments.Text("source"), output, noised, t, schedule) ?? throw arguments.Unknown("source", Predictions.Known);
        var converted = Predictions.OfSample(arguments.Text("target"), sample, noised, t, schedule) ?? throw arguments.Unknown("target", Predictions.Known);
        return converted.to_type(output.dtype);
    }
}
