using FDistill.Plugins.StableDiffusion.Folders;

namespace FDistill.Plugins.StableDiffusion.Dino;

/// <summary>The tensors of transformers' ViTModel under DINO's names:
/// there queries, keys and values lie in tensors of their own.</summary>
internal static class TransformersNames
{
    /// <summary>Where its class token and positions lie.</summary>
    public const string Embeddings = "embeddings.";

    private const string Layers = "encoder.layer.", Queries = "attention.attention.query.", Pooler = "pooler.";

    private static readonly (string Theirs, string Ours)[] Parts =
    [
        ("embeddings.cls_token", "cls_token"),
        ("embeddings.position_embeddings", "pos_embed"),
        ("embeddings.patch_embeddings.projection.", "patch_embed.proj."),
        (Layers, "blocks."),
        (".attention.output.dense.", ".attn.proj."),
        (".intermediate.dense.", ".mlp.fc1."),
        (".output.dense.", ".mlp.fc2."),
        (".layernorm_before.", ".norm1."),
        (".layernorm_after.", ".norm2."),
        ("layernorm.", "norm."),
    ];

    /// <summary>The tensors under DINO's names; the pooler, which
    /// its published folders leave untrained, is left out.</summary>
    /// <param name="tensors">The tensors under transformers' names; they are changed.</param>
    public static AdaptedTensors Adapt(AdaptedTensors tensors)
    {
        foreach (var (name, _, shape) in tensors.Entries)
        {
            if (name.StartsWith(Pooler, StringComparison.Ordinal)) tensors.Replace(name);
            else if (name.Contains(Queries, StringComparison.Ordinal)) Join(tensors, name);
            else if (!name.Contains(".attention.attention.", StringComparison.Ordinal)) tensors.Rename(name, Renamed(name), [.. shape]);
        }
        return tensors;
    }

    /// <summary>Queries, keys and values of a layer in one tensor.</summary>
    private static void Join(AdaptedTensors tensors, string query)
    {
        var before = query[..query.IndexOf(Queries, StringComparison.Ordinal)];
        var kind = query[(before.Length + Queries.Length)..];
        string[] parts = [.. new[] { "query", "key", "value" }.Select(part => $"{before}attention.attention.{part}.{kind}")];
        tensors.Join($"{Renamed(before)}attn.qkv.{kind}", parts);
    }

    private static string Renamed(string name) =>
        Parts.Aggregate(name, (renamed, part) => part.Theirs[0] == '.' ? renamed.Replace(part.Theirs, part.Ours, StringComparison.Ordinal)
            : renamed.StartsWith(part.Theirs, StringComparison.Ordinal) ? part.Ours + renamed[part.Theirs.Length..] : renamed);
}
