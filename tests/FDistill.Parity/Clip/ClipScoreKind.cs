using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Metrics.ClipScore;
using static TorchSharp.torch;

namespace FDistill.Parity.Clip;

/// <summary>How well images fit their texts, by the cosine of their embeddings.</summary>
internal sealed class ClipScoreKind : ICheckKind
{
    public string Name => "metric.clip_score";

    public void Compute(Check check, CheckCall call)
    {
        var (images, texts) = (call.Input("image_embeds"), call.Input("text_embeds"));
        var (pairs, all) = (Cosine.OfPairs(images, texts), Cosine.OfAll(images, texts));
        var numbers = arange(all.shape[0], dtype: int64, device: CPU);
        call.Return("cosine", pairs);
        call.Return("mean_cosine", ClipScores.Of(pairs, ClipScoreDefinition.Cosine).mean());
        call.Return("score_100", ClipScores.Of(pairs, ClipScoreDefinition.Percent).mean());
        call.Return("score_2.5", ClipScores.Of(pairs, ClipScoreDefinition.Hessel).mean());
        call.Return("similarity_matrix", all);
        call.Return("logits_100", all * 100);
        call.Return("retrieval_top1_i2t", all.argmax(1).eq(numbers).to_type(float32).mean());
        call.Return("retrieval_top1_t2i", all.argmax(0).eq(numbers).to_type(float32).mean());
    }
}
