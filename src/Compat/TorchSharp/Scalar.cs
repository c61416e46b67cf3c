using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One number or truth value, with its type.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Value value, ScalarType type)
    {
        Value = value;
        Type = type;
    }

    internal Value Value { get; }

    public ScalarType Type { get; }

    public void Dispose()
    {
    }

    public static implicit operator Scalar(byte value) => new(Value.Of(value), ScalarType.Byte);

    public static implicit operator Scalar(sbyte value) => new(Value.Of(value), ScalarType.Int8);

    public static implicit operator Scalar(short value) => new(Value.Of(value), ScalarType.Int16);

    public static implicit operator Scalar(int value) => new(Value.Of(value), ScalarType.Int32);

    public static implicit operator Scalar(long value) => new(Value.Of(value), ScalarType.Int64);

    public static implicit operator Scalar(Half value) => new(Value.Of((double)value), ScalarType.Float16);

    public static implicit operator Scalar(BFloat16 value) => new(Value.Of(value.ToSingle()), ScalarType.BFloat16);

    public static implicit operator Scalar(float value) => new(Value.Of(value), ScalarType.Float32);

    public static implicit operator Scalar(double value) => new(Value.Of(value), ScalarType.Float64);

    public static implicit operator Scalar(bool value) => new(Value.Of(value), ScalarType.Bool);

    public static implicit operator Scalar((float, float) value) => new(Value.Of(new Complex(value.Item1, value.Item2)), ScalarType.ComplexFloat32);

    public static implicit operator Scalar(Complex value) => new(Value.Of(value), ScalarType.ComplexFloat64);
}
