using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Footprints;

/// <summary>What a latent model's networks will take in memory.</summary>
internal sealed class LatentFootprint : ModelFootprint
{
    private readonly UNetActivations activations;

    private LatentFootprint(UNetConfig unet, int cells, IReadOnlyList<IdleNetwork> idle)
    {
        Parameters = Count(place => new UNet2DConditionModel(unet, place));
        Features = UNetFeatures.Of(unet, cells, cells);
        Idle = idle;
        activations = new UNetActivations(unet, cells);
    }

    /// <inheritdoc/>
    public override long Parameters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<FeatureMap> Features { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<IdleNetwork> Idle { get; }

    /// <summary>Reads settings, and nothing else.</summary>
    /// <param name="options">Resolution, and where idle networks wait.</param>
    /// <param name="settings">The model's.</param>
    public static LatentFootprint Of(LatentTeacherOptions options, IModelSettings settings)
    {
        ConfigFile Part(string name) => settings.Of(name) ?? throw new InvalidDataException($"the model has no '{name}'; give a folder in the layout of diffusers");
        var (unet, vae) = (UNetConfig.Read(Part("unet")), AutoencoderConfig.Read(Part("vae")));
        var texts = new[] { "text_encoder", "text_encoder_2" }.Select(settings.Of).OfType<ConfigFile>().Select(TextEncoderConfig.Read).ToList();
        var cells = options.Resolution / vae.Reduction ?? unet.SampleSize ?? throw new InvalidDataException("unet/config.json has no sample_size; set teacher.resolution");
        return new LatentFootprint(unet, cells,
        [
            new IdleNetwork("autoencoder", sizeof(float) * Count(place => new AutoencoderKL(vae, place)), options.Offload),
            new IdleNetwork(texts.Count == 1 ? "text encoder" : "text encoders", sizeof(float) * texts.Sum(text => Count(place => new ClipTextModel(text, place))), options.Offload),
        ]);
    }

    /// <inheritdoc/>
    public override long Activations(PlannedPass pass) => activations.Bytes(pass);

    /// <summary>The parameters of a network, which is laid out without memory.</summary>
    private static long Count(Func<NetworkPlace, nn.Module> layOut)
    {
        using var network = layOut(new NetworkPlace(META, ScalarType.Float32));
        return network.parameters().Sum(parameter => parameter.numel());
    }
}
