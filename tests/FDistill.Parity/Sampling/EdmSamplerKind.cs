using FDistill.Engine.Sampling;
using FDistill.Parity.Checks;
using FDistill.Parity.Edm;
using FDistill.Plugins.Edm;
using static TorchSharp.torch;

namespace FDistill.Parity.Sampling;

/// <summary>EDM's sampler on a recorded network: its result, and every evaluation of the network on the way.</summary>
internal sealed class EdmSamplerKind : ICheckKind
{
    public string Name => "edm.sampler";

    public void Compute(Check check, CheckCall call)
    {
        var (network, sampler) = (check.Kwargs.Object("network"), check.Kwargs.Object("sampler"));
        using var denoiser = new RecordingDenoiser(new EdmDenoiser(NetworkArguments.Preconditioned(network, check.Weights())));
        var schedule = Schedules.Of(
            Math.Max(sampler.Number("sigma_min"), network.Number("sigma_min", otherwise: 0)),
            Math.Min(sampler.Number("sigma_max"), network.Number("sigma_max", otherwise: double.PositiveInfinity)),
            sampler.Number("rho"));
        var noise = call.OptionalInput("noise");
        var condition = call.OptionalInput("class_labels") is { } rows ? new LabelCondition(rows.to_type(float32)) : null;

        var steps = new HeunSampler(schedule, denoiser, Options(sampler), (latents, step) => noise?.select(0, step) ?? zeros_like(latents));
        call.Return("x", steps.Sample(call.Input("latents"), condition));
        call.Return("eval_sigma", tensor(denoiser.Times.ToArray(), dtype: float64, device: CPU));
        call.Return("eval_x", stack(denoiser.Inputs, 0));
        call.Return("eval_denoised", stack(denoiser.Estimates, 0));
    }

    private static HeunOptions Options(Kwargs sampler) => new()
    {
        Steps = sampler.Integer("num_steps"),
        SecondOrder = sampler.Text("sampler") switch
        {
            "heun" => true,
            "euler" => false,
            _ => throw sampler.Unknown("sampler", "heun or euler"),
        },
        Churn = sampler.Number("S_churn"),
        ChurnFrom = sampler.Number("S_min"),
        ChurnTo = sampler.Number("S_max"),
        ChurnNoise = sampler.Number("S_noise"),
    };
}
