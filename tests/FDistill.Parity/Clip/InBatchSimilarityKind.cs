using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Metrics.InBatchSimilarity;
using static TorchSharp.torch;

namespace FDistill.Parity.Clip;

/// <summary>How alike the images of a batch are, or those of each group of it.</summary>
internal sealed class InBatchSimilarityKind : ICheckKind
{
    public string Name => "metric.in_batch_similarity";

    public void Compute(Check check, CheckCall call)
    {
        var embeds = call.Input("embeds");
        var mean = Similarity(embeds, [.. Enumerable.Repeat("", (int)embeds.shape[0])]).Mean();
        call.Return("gram", Cosine.OfAll(embeds, embeds));
        call.Return("mean_pairwise_cosine", Single(mean));
        call.Return("diversity", Single(1 - mean));
        if (call.OptionalInput("group") is not { } group) return;

        var names = group.to_type(int64).data<long>().ToArray().Select(number => $"{number:D6}").ToList();
        var similarity = Similarity(embeds, names);
        call.Return("per_group", stack(names.Distinct().Order(StringComparer.Ordinal).Select(name => Single(similarity.Of(name))), 0));
        call.Return("mean_over_groups", Single(similarity.Mean()));
    }

    private static GroupedSimilarity Similarity(Tensor embeds, IReadOnlyList<string> groups)
    {
        var similarity = new GroupedSimilarity();
        similarity.Add(embeds, groups);
        return similarity;
    }

    private static Tensor Single(double value) => tensor((float)value, dtype: float32, device: CPU);
}
