using TorchSharp;

namespace FDistill.Tests.Shared;

/// <summary>Whether two tensors are the same: TorchSharp's <c>equal</c> compares number by number.</summary>
internal static class SameTensor
{
    /// <summary>Whether shape, dtype and every number are equal.</summary>
    public static bool Is(this torch.Tensor one, torch.Tensor other) =>
        one.shape.AsSpan().SequenceEqual(other.shape) && one.dtype == other.dtype && one.eq(other).all().item<bool>();
}
