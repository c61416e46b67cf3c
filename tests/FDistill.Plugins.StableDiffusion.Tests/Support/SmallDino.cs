using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>A DINO vision transformer of random weights, and files of it.</summary>
internal sealed class SmallDino : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("fdistill-").FullName;
    private readonly DinoVisionTransformer network = Some.Filled(new DinoVisionTransformer(
        new DinoConfig { ImageSize = 32, PatchSize = 16, Width = 6, Layers = 2, Heads = 2, FeedForwardWidth = 8 }, NetworkPlace.Cpu));

    /// <summary>The weights under DINO's names.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> Tensors => StateDict.Of(network);

    /// <summary>Writes a file of tensors.</summary>
    public string Write(string name, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        var path = Path.Combine(root, name);
        new WeightFiles().Write(path, [.. tensors], new Dictionary<string, string>());
        return path;
    }

    /// <summary>The weights as transformers' ViTModel names and lays them out.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> TransformersNamed(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        foreach (var (name, tensor) in tensors)
        {
            var theirs = name
                .Replace("cls_token", "embeddings.cls_token").Replace("pos_embed", "embeddings.position_embeddings").Replace("patch_embed.proj", "embeddings.patch_embeddings.projection")
                .Replace("blocks.", "encoder.layer.").Replace("attn.proj", "attention.output.dense").Replace("mlp.fc1", "intermediate.dense").Replace("mlp.fc2", "output.dense")
                .Replace("norm1", "layernorm_before").Replace("norm2", "layernorm_after");
            if (name.StartsWith("norm.", StringComparison.Ordinal)) yield return KeyValuePair.Create($"layer{name}", tensor);
            else if (!name.Contains("qkv", StringComparison.Ordinal)) yield return KeyValuePair.Create(theirs, tensor);
            else
                foreach (var (part, rows) in new[] { "query", "key", "value" }.Zip(tensor.chunk(3, 0)))
                    yield return KeyValuePair.Create(theirs.Replace("attn.qkv", $"attention.attention.{part}"), rows.contiguous());
        }
    }

    public void Dispose()
    {
        network.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
