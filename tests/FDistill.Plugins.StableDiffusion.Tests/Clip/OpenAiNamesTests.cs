using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Clip;

public class OpenAiNamesTests
{
    [Fact]
    public void Joined_projections_are_split_transposed_ones_turned_and_facts_left_out()
    {
        using var scope = NewDisposeScope();
        var (joined, projection) = (Some.Normal(1, 12, 4), Some.Normal(2, 4, 3));
        using var source = new Source(new Dictionary<string, Tensor>
        {
            ["visual.transformer.resblocks.5.attn.in_proj_weight"] = joined,
            ["transformer.resblocks.0.mlp.c_fc.bias"] = Some.Normal(3, 6),
            ["visual.proj"] = projection,
            ["context_length"] = tensor(77L, dtype: int64, device: CPU),
            ["logit_scale"] = tensor(4.6f, dtype: float32, device: CPU),
        });
        var adapted = OpenAiNames.Adapt(source);
        Assert.Equal(
            [
                "logit_scale", "text_model.encoder.layers.0.mlp.fc1.bias", "vision_model.encoder.layers.5.self_attn.k_proj.weight",
                "vision_model.encoder.layers.5.self_attn.q_proj.weight", "vision_model.encoder.layers.5.self_attn.v_proj.weight", "visual_projection.weight",
            ],
            adapted.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, Some.Distance(joined.narrow(0, 4, 4), adapted.Read("vision_model.encoder.layers.5.self_attn.k_proj.weight")));
        Assert.Equal(0, Some.Distance(projection.t(), adapted.Read("visual_projection.weight")));
        Assert.All(adapted.Entries, entry => Assert.Equal(entry.Shape, adapted.Read(entry.Name).shape));
    }

    private sealed class Source(Dictionary<string, Tensor> tensors) : ITensorSource
    {
        public IReadOnlyList<TensorEntry> Entries { get; } = [.. tensors.Select(pair => new TensorEntry(pair.Key, pair.Value.dtype, pair.Value.shape))];

        public Tensor Read(string name) => tensors[name].alias();

        public void Dispose()
        {
        }
    }
}
