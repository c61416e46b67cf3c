using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>Class labels of batch records as conditions.</summary>
/// <param name="labels">How many labels there are; 0 for an unconditional model.</param>
/// <param name="device">Where conditions are needed.</param>
public sealed class LabelEncoder(int labels, Device device) : IConditionEncoder
{
    /// <inheritdoc/>
    public string Kind => labels > 0 ? ConditionKinds.Label : ConditionKinds.None;

    /// <inheritdoc/>
    public int Labels => labels;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A record has a label that the model does not know.</exception>
    public Condition? Encode(DataBatch records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (labels == 0) return null;
        var given = records.Labels ?? throw new ArgumentException("the records carry no labels, which the teacher needs", nameof(records));
        using var scope = NewDisposeScope();
        var (smallest, largest) = (given.min().item<long>(), given.max().item<long>());
        if (smallest < 0 || largest >= labels)
            throw new InvalidDataException($"the dataset has labels from {smallest} to {largest}; the teacher knows 0 to {labels - 1}");
        return new LabelCondition(nn.functional.one_hot(given.to(device), labels).to_type(float32).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    /// <remarks>A row of zeros, as in EDM; meaningful where the teacher was trained with label dropout.</remarks>
    public Condition? Null(long count) =>
        labels == 0 ? null : new LabelCondition(zeros([count, labels], dtype: float32, device: device));
}
