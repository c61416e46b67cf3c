using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>Makes conditions from the records of a batch.</summary>
public interface IConditionEncoder
{
    /// <summary>What a record must hold: one of <see cref="ConditionKinds"/>, or a name that
    /// a plugin's datasets and teachers agree on (evaluations can ask for the former alone).
    /// Checked against what the dataset offers before anything runs.</summary>
    string Kind { get; }

    /// <summary>How many different labels there are, for the kind <see cref="ConditionKinds.Label"/>; else 0.</summary>
    int Labels { get; }

    /// <summary>What tells the networks that encode from others: a hash of their
    /// settings and weights. Encodings that were stored go with no others;
    /// null where no network is run, so that nothing is worth storing.</summary>
    string? Identity => null;

    /// <summary>Does what is expensive of <see cref="Encode"/> ahead of time, to be stored beside the data.</summary>
    /// <param name="records">Records that hold what <see cref="Kind"/> names.</param>
    /// <returns>Results by name, the first dimension N: what <see cref="DataBatch.Encodings"/>
    /// then brings back. Empty where nothing is worth storing.</returns>
    IReadOnlyDictionary<string, Tensor> Precompute(DataBatch records) => new Dictionary<string, Tensor>();

    /// <summary>The condition of a batch. Where the batch brings
    /// <see cref="DataBatch.Encodings"/>, no network is run for it.</summary>
    /// <param name="records">Records that hold what <see cref="Kind"/> names.</param>
    /// <returns>Its condition on the run's device; null for a model without conditions.</returns>
    Condition? Encode(DataBatch records);

    /// <summary>The empty condition ∅, for classifier-free guidance.</summary>
    /// <param name="count">N.</param>
    /// <returns>Null where the model has none: guidance other than 1 is then refused.</returns>
    Condition? Null(long count);
}

/// <summary>The kinds of condition that datasets offer and teachers need.</summary>
public static class ConditionKinds
{
    /// <summary>No condition.</summary>
    public const string None = "none";

    /// <summary>A class label per record.</summary>
    public const string Label = "label";

    /// <summary>A text per record.</summary>
    public const string Caption = "caption";
}
