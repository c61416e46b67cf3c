using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Expressions;

/// <summary>A part of a formula.</summary>
internal abstract record Node
{
    /// <summary>Its value for every sample.</summary>
    /// <param name="ratio">r and log r: [N].</param>
    /// <returns>[N], of the ratio's dtype.</returns>
    public abstract Tensor Of(DensityRatio ratio);
}

/// <summary>A number.</summary>
internal sealed record Number(double Value) : Node
{
    /// <inheritdoc/>
    public override Tensor Of(DensityRatio ratio) => full_like(ratio.Log, Value);
}

/// <summary>r.</summary>
internal sealed record Ratio : Node
{
    /// <inheritdoc/>
    public override Tensor Of(DensityRatio ratio) => ratio.Value;
}

/// <summary>log r.</summary>
internal sealed record LogRatio : Node
{
    /// <inheritdoc/>
    public override Tensor Of(DensityRatio ratio) => ratio.Log;
}

/// <summary>A function of one argument.</summary>
internal sealed record Unary(Func<Tensor, Tensor> Function, Node Argument) : Node
{
    /// <inheritdoc/>
    public override Tensor Of(DensityRatio ratio) => Function(Argument.Of(ratio));
}

/// <summary>A function of two arguments.</summary>
internal sealed record Binary(Func<Tensor, Tensor, Tensor> Function, Node Left, Node Right) : Node
{
    /// <inheritdoc/>
    public override Tensor Of(DensityRatio ratio) => Function(Left.Of(ratio), Right.Of(ratio));
}
