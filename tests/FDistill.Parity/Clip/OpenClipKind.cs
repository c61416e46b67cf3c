using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Parity.Clip;

/// <summary>OpenCLIP's models with a vision transformer: CLIP in OpenAI's layout.</summary>
internal sealed class OpenClipKind : INetworkKind
{
    public string Name => "openclip.full";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        using var network = Network(check.Kwargs);
        check.Weights().Adapted(OpenAiNames.Adapt).CopyTo(network);
        var (images, texts) = (network.EncodeImages(call.Input("images")).Features, network.EncodeTexts(call.Input("tokens").to_type(int64)));
        call.Return("image_features", images);
        call.Return("text_features", texts);
        call.Return("image_features_normalized", Cosine.Normalise(images));
        call.Return("text_features_normalized", Cosine.Normalise(texts));
        call.Return("logits_per_image", network.Logits(images, texts));
        call.Return("cosine", Cosine.OfAll(images, texts));
        call.Return("hps_score", Cosine.OfAll(images, texts) * 100);
    }

    private static ClipModel Network(Kwargs arguments)
    {
        var (vision, text) = (arguments.Object("vision_cfg"), arguments.Object("text_cfg"));
        var quickGelu = arguments.Flag("quick_gelu", otherwise: false);
        ClipTransformerConfig Layers(Kwargs part, int heads) =>
            new(part.Integer("width"), (int)(part.Integer("width") * part.Number("mlp_ratio", otherwise: 4)), part.Integer("layers"), heads, quickGelu, 1e-5);

        var texts = new TextEncoderConfig
        {
            Vocabulary = text.Integer("vocab_size"),
            Positions = text.Integer("context_length"),
            Transformer = Layers(text, text.Integer("heads")),
            ProjectionWidth = arguments.Integer("embed_dim"),
        };
        var heads = vision.Integer("width") / vision.Integer("head_width", otherwise: 64);
        return new ClipModel(texts, new ClipVisionConfig(vision.Integer("image_size"), vision.Integer("patch_size"), Channels: 3, Layers(vision, heads)), NetworkPlace.Cpu);
    }
}
