using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Layers;
using static TorchSharp.torch;

namespace FDistill.Parity.Clip;

/// <summary>DINO's vision transformer.</summary>
internal sealed class DinoKind : INetworkKind
{
    public string Name => "dino.vit";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        var arguments = check.Kwargs;
        arguments.Only("num_classes", 0);
        using var network = new DinoVisionTransformer(
            new DinoConfig
            {
                ImageSize = arguments.Integers("img_size")[0],
                PatchSize = arguments.Integer("patch_size"),
                Channels = arguments.Integer("in_chans"),
                Width = arguments.Integer("embed_dim"),
                Layers = arguments.Integer("depth"),
                Heads = arguments.Integer("num_heads"),
                FeedForwardWidth = (int)(arguments.Integer("embed_dim") * arguments.Number("mlp_ratio")),
                HasQueryBias = arguments.Flag("qkv_bias"),
                Eps = arguments.Number("norm_eps"),
            },
            NetworkPlace.Cpu);
        check.Weights().CopyTo(network);
        call.Return("cls", network.call(call.Input("images")));
    }
}
