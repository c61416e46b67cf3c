using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Text;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Runs;

namespace FDistill.Plugins.StableDiffusion.Folders;

/// <summary>Builds the networks of a folder and fills them, tensor by tensor: no
/// second copy of a network is ever in memory. None of them can be trained.</summary>
internal static class ModelParts
{
    private const string PositionIds = "text_model.embeddings.position_ids";

    /// <summary>The names that attention layers of autoencoders had before diffusers 0.18.</summary>
    private static readonly (string Old, string New)[] FormerAttention = [("query", "to_q"), ("key", "to_k"), ("value", "to_v"), ("proj_attn", "to_out.0")];

    /// <summary>The U-Net.</summary>
    public static UNet2DConditionModel UNet(this ModelFolder folder, NetworkPlace place)
    {
        using var weights = folder.Weights(ModelFolder.UNet);
        var network = new UNet2DConditionModel(UNetConfig.Read(folder.Settings(ModelFolder.UNet)), place);
        weights.CopyTo(network);
        return Frozen(network);
    }

    /// <summary>A U-Net of the folder's settings that is about to be trained.</summary>
    /// <param name="folder">The folder; weights in it are passed over.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="seed">Of the weights.</param>
    public static UNet2DConditionModel FreshUNet(this ModelFolder folder, NetworkPlace place, long seed)
    {
        var network = new UNet2DConditionModel(UNetConfig.Read(folder.Settings(ModelFolder.UNet)), place);
        FreshWeights.Draw(network, seed);
        return Frozen(network);
    }

    /// <summary>The autoencoder, also with the names of older files.</summary>
    public static AutoencoderKL Autoencoder(this ModelFolder folder, NetworkPlace place)
    {
        using var weights = folder.Weights("vae");
        using var tensors = new AdaptedTensors(weights);
        foreach (var entry in weights.Entries)
            if (Today(entry) is (var name, var shape)) tensors.Rename(entry.Name, name, shape);

        var network = new AutoencoderKL(AutoencoderConfig.Read(folder.Settings("vae")), place);
        StateDict.Copy(tensors, "", network, weights.Path);
        return Frozen(network);
    }

    /// <summary>A text encoder; files of some versions leave the positions' numbers out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="part">Which.</param>
    /// <param name="place">Where the weights live.</param>
    public static ClipTextModel TextEncoder(this ModelFolder folder, string part, NetworkPlace place)
    {
        using var weights = folder.Weights(part);
        var network = new ClipTextModel(TextEncoderConfig.Read(folder.Settings(part)), place);
        using var tensors = new AdaptedTensors(weights).WithDefault(PositionIds, network.get_buffer(PositionIds)!);
        StateDict.Copy(tensors, "", network, weights.Path);
        return Frozen(network);
    }

    /// <summary>Today's name and shape of a tensor of an attention layer: older files
    /// call its layers differently, or hold them as 1×1 convolutions.</summary>
    private static (string Name, long[] Shape)? Today(TensorEntry entry)
    {
        if (!entry.Name.Contains(".attentions.", StringComparison.Ordinal)) return null;
        var name = FormerAttention.Aggregate(entry.Name, (name, former) => name.Replace($".{former.Old}.", $".{former.New}.", StringComparison.Ordinal));
        long[] shape = entry.Shape.Count == 4 ? [.. entry.Shape.Take(2)] : [.. entry.Shape];
        return (name, shape);
    }

    private static T Frozen<T>(T network) where T : TorchSharp.torch.nn.Module
    {
        foreach (var parameter in network.parameters()) parameter.requires_grad = false;
        return network;
    }
}
