using FDistill.Datasets;
using FDistill.Plugins;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>A teacher's encoder whose conditions are of as many entries as there are records.</summary>
/// <param name="teacher">Whose encoder it is.</param>
/// <param name="inner">The encoder.</param>
internal sealed class GuardedConditions(ITeacher teacher, IConditionEncoder inner) : IConditionEncoder, IDecorator
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public string Kind => inner.Kind;

    /// <inheritdoc/>
    public int Labels => inner.Labels;

    /// <inheritdoc/>
    public string? Identity => inner.Identity;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Precompute(DataBatch records) => inner.Precompute(records);

    /// <inheritdoc/>
    public Condition? Encode(DataBatch records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var condition = inner.Encode(records);
        return condition is null || condition.Count == records.Count
            ? condition
            : throw new Contract(teacher, "IConditionEncoder.Encode").Broken($"it returned a condition of {condition.Count} entries for {records.Count} records");
    }

    /// <inheritdoc/>
    public Condition? Null(long count) => inner.Null(count);
}
