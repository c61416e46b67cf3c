using FDistill.Datasets;

namespace FDistill.Teachers;

/// <summary>Makes conditions from the records of a batch.</summary>
public interface IConditionEncoder
{
    /// <summary>What a record must hold: one of <see cref="ConditionKinds"/>. Checked against what the dataset offers before anything runs.</summary>
    string Kind { get; }

    /// <summary>How many different labels there are, for the kind <see cref="ConditionKinds.Label"/>; else 0.</summary>
    int Labels { get; }

    /// <summary>The condition of a batch.</summary>
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
