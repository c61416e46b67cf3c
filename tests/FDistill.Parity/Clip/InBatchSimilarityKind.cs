using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Clip;
using static TorchSharp.torch;

namespace FDistill.Parity.Clip;

/// <summary>How alike the images of a batch are, or those of each group of it.</summary>
internal sealed class InBatchSimilarityKind : ICheckKind
{
    public string Name => "metric.in_batch_similarity";

    public void Compute(Check check, CheckCall call)
    {
        var embeds = call.Input("embeds");
        var mean = Cosine.WithinBatch(embeds);
        call.Return("gram", Cosine.OfAll(embeds, embeds));
        call.Return("mean_pairwise_cosine", mean);
        call.Return("diversity", 1 - mean);
        if (call.OptionalInput("group") is not { } group) return;

        var numbers = group.to_type(int64).data<long>().ToArray();
        var perGroup = stack(numbers.Distinct().Order().Select(number => Cosine.WithinBatch(embeds[group.eq(number)])), 0);
        call.Return("per_group", perGroup);
        call.Return("mean_over_groups", perGroup.mean());
    }
}
