using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Noise;
using FDistill.Plugins.StableDiffusion.Sampling;
using static TorchSharp.torch;

namespace FDistill.Parity.StableDiffusion;

/// <summary>Schedulers: a run over given predictions, noise added to samples, velocities, and tables.</summary>
internal sealed class SchedulerKind : ICheckKind
{
    public string Name => "sd.scheduler";

    public void Compute(Check check, CheckCall call)
    {
        var arguments = check.Kwargs;
        switch (arguments.Text("operation"))
        {
            case "run": Run(arguments, call); break;
            case "add_noise": call.Return("noisy", Table(arguments).AddNoise(call.Input("sample"), call.Input("noise"), call.Input("timesteps"))); break;
            case "velocity": call.Return("velocity", Table(arguments).Velocity(call.Input("sample"), call.Input("noise"), call.Input("timesteps"))); break;
            case "tables":
                var table = Table(arguments);
                call.Return("betas", Numbers(table.Betas));
                call.Return("alphas_cumprod", Numbers(table.AlphasCumulative));
                break;
            default: throw arguments.Unknown("operation", "run, add_noise, velocity or tables");
        }
    }

    private static void Run(Kwargs arguments, CheckCall call)
    {
        var scheduler = Schedulers.Of(arguments, arguments.Integer("num_inference_steps"), arguments.Number("eta", otherwise: 0));
        var (outputs, noise) = (call.Input("model_outputs"), call.OptionalInput("variance_noise"));
        var state = call.Input("sample") * scheduler.InitialScale;
        var (inputs, states, clean) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        for (var step = 0; step < scheduler.Timesteps.Count; step++)
        {
            inputs.Add(scheduler.NetworkInput(state, step));
            var next = scheduler.Step(outputs[step], step, state, () => noise![step]);
            states.Add(state = next.State);
            clean.Add(next.Clean);
        }

        call.Return("timesteps", Numbers(scheduler.Timesteps));
        call.Return("scaled_inputs", stack(inputs, 0));
        call.Return("trajectory", stack(states, 0));
        call.Return("pred_x0", stack(clean, 0));
        call.Return("init_noise_sigma", scheduler.InitialScale);
        if (scheduler is EulerScheduler euler) call.Return("sigmas", Numbers(euler.Sigmas));
        if (scheduler is DdimScheduler ddim) call.Return("final_alpha_cumprod", ddim.FinalAlphaCumulative);
    }

    private static NoiseTable Table(Kwargs arguments)
    {
        var type = arguments.OptionalText("precision") switch
        {
            null or "float32" => float32,
            "float64" => float64,
            _ => throw arguments.Unknown("precision", "float32 or float64"),
        };
        arguments.Irrelevant("scheduler");
        return NoiseTable.Of(SchedulerConfig.Read(Networks.Settings(arguments)), type);
    }

    private static Tensor Numbers(IEnumerable<double> values) => tensor(values.ToArray(), dtype: float64, device: CPU);
}
