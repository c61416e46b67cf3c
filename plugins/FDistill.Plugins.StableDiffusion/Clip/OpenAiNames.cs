using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>
/// The tensors of OpenAI's and OpenCLIP's files under transformers' names: there
/// queries, keys and values lie in one tensor, and projections are transposed.
/// </summary>
internal static class OpenAiNames
{
    private static readonly (string Theirs, string Ours)[] Whole =
    [
        ("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
        ("positional_embedding", "text_model.embeddings.position_embedding.weight"),
        ("ln_final.weight", "text_model.final_layer_norm.weight"),
        ("ln_final.bias", "text_model.final_layer_norm.bias"),
        ("visual.class_embedding", "vision_model.embeddings.class_embedding"),
        ("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"),
        ("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
        ("visual.ln_pre.weight", "vision_model.pre_layrnorm.weight"),
        ("visual.ln_pre.bias", "vision_model.pre_layrnorm.bias"),
        ("visual.ln_post.weight", "vision_model.post_layernorm.weight"),
        ("visual.ln_post.bias", "vision_model.post_layernorm.bias"),
    ];

    private static readonly (string Theirs, string Ours)[] Parts =
    [
        ("visual.transformer.resblocks.", "vision_model.encoder.layers."),
        ("transformer.resblocks.", "text_model.encoder.layers."),
        (".attn.out_proj.", ".self_attn.out_proj."),
        (".ln_1.", ".layer_norm1."),
        (".ln_2.", ".layer_norm2."),
        (".mlp.c_fc.", ".mlp.fc1."),
        (".mlp.c_proj.", ".mlp.fc2."),
    ];

    /// <summary>What OpenAI's files hold beside the weights, and a network's
    /// settings state already; some also hold which tokens see which.</summary>
    private static readonly string[] Facts = ["input_resolution", "context_length", "vocab_size"];
    private const string Mask = "attn_mask";

    /// <summary>The tensors under transformers' names.</summary>
    /// <param name="source">The file; disposed by its owner.</param>
    public static AdaptedTensors Adapt(ITensorSource source)
    {
        var tensors = new AdaptedTensors(source.Entries, source.Read);
        foreach (var (name, _, shape) in source.Entries)
        {
            long[] sizes = [.. shape];
            if (Whole.FirstOrDefault(pair => pair.Theirs == name) is (_, { } ours)) tensors.Rename(name, ours, sizes);
            else if (name is "visual.proj") tensors.Replace(name, ("visual_projection.weight", [sizes[1], sizes[0]], tensor => tensor.t()));
            else if (name is "text_projection") tensors.Replace(name, ("text_projection.weight", [sizes[1], sizes[0]], tensor => tensor.t()));
            else if (Facts.Contains(name) || name.EndsWith(Mask, StringComparison.Ordinal)) tensors.Replace(name);
            else if (name.Contains(".attn.in_proj_", StringComparison.Ordinal)) Split(tensors, name, sizes);
            else if (name.Contains("resblocks.", StringComparison.Ordinal)) tensors.Rename(name, Renamed(name), sizes);
        }
        return tensors;
    }

    private static void Split(AdaptedTensors tensors, string name, long[] shape)
    {
        long[] sizes = [shape[0] / 3, .. shape.Skip(1)];
        var layer = Renamed(name[..name.IndexOf(".attn.", StringComparison.Ordinal)]);
        var kind = name.EndsWith("weight", StringComparison.Ordinal) ? "weight" : "bias";
        tensors.Replace(name, [.. new[] { "q", "k", "v" }.Select((part, index) =>
            ($"{layer}.self_attn.{part}_proj.{kind}", sizes, (Func<Tensor, Tensor>)(tensor => tensor.chunk(3, dim: 0)[index])))]);
    }

    private static string Renamed(string name) =>
        Parts.Aggregate(name, (renamed, part) => part.Theirs[0] == '.' ? renamed.Replace(part.Theirs, part.Ours, StringComparison.Ordinal)
            : renamed.StartsWith(part.Theirs, StringComparison.Ordinal) ? part.Ours + renamed[part.Theirs.Length..] : renamed);
}
