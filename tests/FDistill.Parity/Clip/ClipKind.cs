using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Parity.Clip;

/// <summary>CLIP with both encoders, from weights under transformers' or OpenAI's names.</summary>
internal sealed class ClipKind : INetworkKind
{
    public string Name => "clip.full";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        using var network = Network(check);
        var (images, texts) = (network.EncodeImages(call.Input("pixel_values")), network.EncodeTexts(call.Input("input_ids").to_type(int64)));
        call.Return("image_features", images.Features);
        call.Return("text_features", texts);
        call.Return("image_embeds_normalized", Cosine.Normalise(images.Features));
        call.Return("text_embeds_normalized", Cosine.Normalise(texts));
        call.Return("logits_per_image", network.Logits(images.Features, texts));
        call.Return("vision_hidden_state_0", images.HiddenStates[0]);
        call.Return("vision_last_hidden_state", images.HiddenStates[^1]);
        call.Return("vision_pooled", images.Pooled);
    }

    private static ClipModel Network(Check check)
    {
        var arguments = check.Kwargs;
        arguments.Irrelevant("projection_dim");
        var text = TextEncoderConfig.Read(StableDiffusion.Networks.Settings(arguments.Object("text_config")), projects: true);
        var network = new ClipModel(text, ClipVisionConfig.Read(StableDiffusion.Networks.Settings(arguments.Object("vision_config"))), NetworkPlace.Cpu);
        switch (arguments.OptionalText("weight_names"))
        {
            case null or "transformers": check.Weights().CopyTo(network); break;
            case "openai": check.Weights().Adapted(OpenAiNames.Adapt).CopyTo(network); break;
            default: throw arguments.Unknown("weight_names", "transformers or openai");
        }
        return network;
    }
}
