using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Conditions;

/// <summary>Texts as a U-Net takes them.</summary>
/// <param name="context">The encoded tokens: [N, tokens, width].</param>
/// <param name="pooled">The text as one row, for SDXL: [N, width]; null for models that take none.</param>
/// <param name="sizes">Original height and width, top and left of the crop, target
/// height and width, for SDXL: [N, 6]; null for models that take none.</param>
public sealed class TextCondition(Tensor context, Tensor? pooled = null, Tensor? sizes = null) : Condition
{
    /// <summary>[N, tokens, width].</summary>
    public Tensor Context => context;

    /// <summary>[N, width], or null.</summary>
    public Tensor? Pooled => pooled;

    /// <summary>[N, 6], or null.</summary>
    public Tensor? Sizes => sizes;

    /// <inheritdoc/>
    public override long Count => context.shape[0];

    /// <inheritdoc/>
    public override Condition Slice(long start, long count) => Map(tensor => tensor.narrow(0, start, count));

    /// <inheritdoc/>
    public override Condition Concat(Condition other)
    {
        var text = (TextCondition)other;
        return new TextCondition(cat([context, text.Context], dim: 0), Joined(pooled, text.Pooled), Joined(sizes, text.Sizes));
    }

    /// <inheritdoc/>
    public override Condition To(Device device) => Map(tensor => tensor.to(device));

    /// <summary>The same entry N times.</summary>
    /// <param name="count">N.</param>
    internal TextCondition Repeated(long count) => Map(tensor => tensor.expand([count, .. tensor.shape.Skip(1)]));

    private TextCondition Map(Func<Tensor, Tensor> change) =>
        new(change(context), pooled is null ? null : change(pooled), sizes is null ? null : change(sizes));

    private static Tensor? Joined(Tensor? first, Tensor? second) => first is null || second is null ? null : cat([first, second], dim: 0);
}
