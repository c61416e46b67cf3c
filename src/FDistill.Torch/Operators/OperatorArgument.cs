using static TorchSharp.torch;

namespace FDistill.Torch.Operators;

/// <summary>An argument of an operator: a number, a truth value, a tensor, a
/// list of tensors, or none where the operator's schema allows none.</summary>
/// <remarks>libtorch's C interface has no way to hand over a
/// <c>Scalar</c>: operators that ask for one are TorchSharp's.</remarks>
public readonly struct OperatorArgument
{
    private readonly long bits;
    private readonly object? tensors;

    private OperatorArgument(long bits, object? tensors = null) => (this.bits, this.tensors) = (bits, tensors);

    /// <summary>No value, for a parameter that the schema marks with <c>?</c>.</summary>
    public static OperatorArgument None => default;

    /// <summary>An <c>int</c> of the schema.</summary>
    public static implicit operator OperatorArgument(long value) => new(value);

    /// <summary>A <c>float</c> of the schema, which is a double.</summary>
    public static implicit operator OperatorArgument(double value) => new(BitConverter.DoubleToInt64Bits(value));

    /// <summary>A <c>bool</c> of the schema.</summary>
    public static implicit operator OperatorArgument(bool value) => new(value ? 1 : 0);

    /// <summary>A <c>Tensor</c> of the schema, or a <c>Tensor?</c> by null.</summary>
    public static implicit operator OperatorArgument(Tensor? value) => new(0, value);

    /// <summary>A <c>Tensor[]</c> of the schema.</summary>
    public static implicit operator OperatorArgument(Tensor[] value) => new(0, value);

    /// <summary>The argument as libtorch's C interface takes it. What
    /// it points to is the operator's, which frees it.</summary>
    internal ulong ToStack() => tensors switch
    {
        Tensor tensor => (ulong)NativeOperators.Own(tensor),
        Tensor[] list => (ulong)NativeOperators.Own(list),
        _ => (ulong)bits,
    };
}
