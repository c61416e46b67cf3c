using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Sampling;
using FDistill.Plugins.StableDiffusion.UNet;
using static TorchSharp.torch;

namespace FDistill.Parity.StableDiffusion;

/// <summary>A sampler with a U-Net and classifier-free guidance.</summary>
internal sealed class SamplerKind : ICheckKind
{
    public string Name => "sd.sampler";

    public void Compute(Check check, CheckCall call)
    {
        var arguments = check.Kwargs;
        using var network = Networks.UNet(arguments.Object("network"), check.Weights());
        var scheduler = Schedulers.Of(arguments.Object("scheduler"), arguments.Integer("num_inference_steps"), arguments.Number("eta", otherwise: 0));
        var latents = call.Input("latents");
        var context = cat([call.Input("uncond"), call.Input("cond")], dim: 0);

        Tensor Predict(Tensor state, double time) => network.Predict(new UNetInput(state, full([state.shape[0]], time, dtype: float32, device: CPU), context));
        call.Return("x", new GuidedSampler(scheduler, arguments.Number("guidance_scale")).Sample(latents, Predict, step => call.Input("variance_noise")[step]));
    }
}
