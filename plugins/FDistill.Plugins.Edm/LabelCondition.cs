using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>Class labels as rows of numbers.</summary>
/// <param name="oneHot">[N, labels] float32: a one at the label; a row of zeros means no label.</param>
public sealed class LabelCondition(Tensor oneHot) : Condition
{
    /// <summary>[N, labels] float32.</summary>
    public Tensor OneHot => oneHot;

    /// <inheritdoc/>
    public override long Count => oneHot.shape[0];

    /// <inheritdoc/>
    public override Condition Slice(long start, long count) => new LabelCondition(oneHot.narrow(0, start, count));

    /// <inheritdoc/>
    public override Condition Concat(Condition other) =>
        new LabelCondition(cat([oneHot, ((LabelCondition)other).OneHot], dim: 0));

    /// <inheritdoc/>
    public override Condition To(Device device) => new LabelCondition(oneHot.to(device));
}
