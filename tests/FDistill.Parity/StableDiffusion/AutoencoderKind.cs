using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Autoencoder;
using static TorchSharp.torch;

namespace FDistill.Parity.StableDiffusion;

/// <summary>The autoencoder: images to latents, latents to images, and the gradient of the latter.</summary>
internal sealed class AutoencoderKind : INetworkKind
{
    private const string Features = "features/";

    public string Name => "sd.vae";

    public void Compute(Check check, CheckCall call)
    {
        using var network = Networks.Autoencoder(check.Kwargs, check.Weights());
        using var watch = new ModuleWatch(network, call.WantedBelow(Features));
        if (call.OptionalInput("image") is { } image) Encode(call, network, image);
        if (call.OptionalInput("latent") is { } latent) Decode(call, network, latent);
        foreach (var name in call.WantedBelow(Features))
            if (watch.Find(name) is { } found) call.Return(Features + name, found);
    }

    private static void Encode(CheckCall call, AutoencoderKL network, Tensor image)
    {
        using var ungraded = no_grad();
        var latents = network.Encode(image);
        call.Return("moments", latents.Moments);
        call.Return("mean", latents.Mean);
        call.Return("logvar", latents.LogVariance);
        call.Return("std", latents.Deviation);
        call.Return("kl", latents.Divergence());
        if (call.OptionalInput("noise") is { } noise) call.Return("sampled", latents.Sample(noise));
    }

    private static void Decode(CheckCall call, AutoencoderKL network, Tensor latent)
    {
        var cotangent = call.OptionalInput("cotangent");
        using var graded = set_grad_enabled(cotangent is not null);
        if (cotangent is not null) latent = latent.clone().requires_grad_();
        var decoded = network.Decode(latent);
        call.Return("decoded", decoded);
        if (cotangent is null) return;
        (decoded * cotangent).sum().backward();
        call.Return("grad/latent", latent.grad!);
    }
}
