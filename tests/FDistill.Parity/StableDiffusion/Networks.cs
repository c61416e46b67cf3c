using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using FDistill.Plugins.StableDiffusion.UNet;

namespace FDistill.Parity.StableDiffusion;

/// <summary>Networks by their arguments, which are the settings
/// of a diffusers folder, and their recorded weights.</summary>
internal static class Networks
{
    public static UNet2DConditionModel UNet(Kwargs arguments, CheckWeights weights)
    {
        var network = new UNet2DConditionModel(UNetConfig.Read(Settings(arguments)), NetworkPlace.Cpu);
        weights.CopyTo(network);
        return network;
    }

    public static AutoencoderKL Autoencoder(Kwargs arguments, CheckWeights weights)
    {
        var network = new AutoencoderKL(AutoencoderConfig.Read(Settings(arguments)), NetworkPlace.Cpu);
        weights.CopyTo(network);
        return network;
    }

    public static ClipTextModel TextEncoder(Kwargs arguments, CheckWeights weights)
    {
        var projects = arguments.Text("model") switch
        {
            "CLIPTextModel" => false,
            "CLIPTextModelWithProjection" => true,
            _ => throw arguments.Unknown("model", "CLIPTextModel or CLIPTextModelWithProjection"),
        };
        var network = new ClipTextModel(TextEncoderConfig.Read(Settings(arguments.Object("config")), projects), NetworkPlace.Cpu);
        weights.CopyTo(network);
        return network;
    }

    public static ConfigFile Settings(Kwargs arguments) => new(arguments.Rest(), "kwargs");
}
