using FDistill.Datasets;
using FDistill.Heads;
using FDistill.Metrics;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>Puts guards around what parts hand out.</summary>
internal static class Guards
{
    extension(ITeacher teacher)
    {
        /// <summary>The teacher's own denoiser, guarded.</summary>
        public IDenoiser GuardedDenoiser => teacher.Guard(teacher.Denoiser);

        /// <summary>A denoiser that the teacher made, guarded; the caller goes on owning it.</summary>
        public IDenoiser Guard(IDenoiser denoiser) => new GuardedDenoiser(teacher, denoiser);

        /// <summary>The condition of a batch, which must be of as many entries.</summary>
        /// <exception cref="BrokenContractException">It is not.</exception>
        public Condition? Encode(DataBatch records)
        {
            var condition = teacher.Conditions.Encode(records);
            return condition is null || condition.Count == records.Count
                ? condition
                : throw new Contract(teacher, "IConditionEncoder.Encode").Broken($"it returned a condition of {condition.Count} entries for {records.Count} records");
        }
    }

    extension(IDiscriminatorHead head)
    {
        /// <summary>The features that the head looks at, which must be some of those that there are.</summary>
        /// <exception cref="BrokenContractException">They are not.</exception>
        public IReadOnlyList<FeatureMap> ChooseGuarded(IReadOnlyList<FeatureMap> available)
        {
            var contract = new Contract(head, "IDiscriminatorHead.Choose");
            var chosen = contract.Present(head.Choose(available), "a choice of features");
            if (chosen.Count == 0) throw contract.Broken("it chose no feature; at least one was expected");
            return chosen.FirstOrDefault(map => !available.Contains(map)) is { } unknown
                ? throw contract.Broken($"it chose '{unknown.Name}', which is none of the teacher's features: {string.Join(", ", available.Select(map => map.Name))}")
                : chosen;
        }
    }

    extension(IDataset dataset)
    {
        /// <summary>Opens a stream whose batches are held against the contract.</summary>
        public IDataStream OpenGuarded(DataRequest request) => new GuardedStream(dataset, request);
    }

    /// <summary>Holds what an extractor returned against the contract.</summary>
    /// <param name="extractor">The extractor.</param>
    /// <param name="extracted">What it returned.</param>
    /// <param name="images">What it was given.</param>
    /// <param name="count">How many these are.</param>
    /// <returns>What it returned.</returns>
    /// <exception cref="BrokenContractException">It broke a clause.</exception>
    public static ExtractedFeatures CheckFeatures(IFeatureExtractor extractor, ExtractedFeatures? extracted, Tensor images, long count)
    {
        var contract = new Contract(extractor, "IFeatureExtractor.Extract");
        contract.LeftAlone(images, "the images");
        var found = contract.Present(extracted, "features");
        CheckRows(contract, contract.Present(found.Features, "features"), "features", count);
        if (found.Logits is { } logits) CheckRows(contract, logits, "logits", count);
        return found;
    }

    /// <summary>Holds what a head's network returned against the contract.</summary>
    /// <param name="head">The head.</param>
    /// <param name="logits">What it returned.</param>
    /// <param name="features">What it was given.</param>
    /// <param name="t">Likewise: [N].</param>
    /// <exception cref="BrokenContractException">It broke a clause.</exception>
    public static void CheckLogits(IDiscriminatorHead head, Tensor? logits, IReadOnlyList<Tensor> features, Tensor t)
    {
        var contract = new Contract(head, "IDiscriminatorHead.Create");
        foreach (var feature in features) contract.LeftAlone(feature, "features");
        contract.LeftAlone(t, "the times");
        var (count, found) = (t.shape[0], contract.Present(logits, "logits"));
        if (found.IsInvalid || found.dim() != 2 || found.shape[0] != count || found.shape[1] < 1)
            throw contract.Broken(found.IsInvalid ? "its network returned logits, disposed already" : $"its network returned logits of shape {Contract.Shape(found.shape)} for {count} samples; [{count}, heads] was expected");
        contract.Typed(found, "logits", type: null);
        contract.Placed(found, "logits", t.device);
    }

    private static void CheckRows(Contract contract, Tensor rows, string what, long count)
    {
        if (rows.IsInvalid || rows.dim() != 2 || rows.shape[0] != count)
            throw contract.Broken(rows.IsInvalid ? $"it returned {what}, disposed already" : $"it returned {what} of shape {Contract.Shape(rows.shape)} for {count} images; a row for each was expected");
        contract.Typed(rows, what, ScalarType.Float32);
    }
}
