using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A tagged value: how one argument or result of an operator crosses the border. Mirrors the native <c>Value</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal unsafe struct Value
{
    private enum Tag
    {
        Default, None, Tensor, Int, Double, Bool, Complex, Ints, Doubles, Bools, Tensors, String, Device, Generator,
    }

    [FieldOffset(0)] private Tag tag;
    [FieldOffset(4)] private int count;
    [FieldOffset(8)] private long integer;
    [FieldOffset(8)] private double real;
    [FieldOffset(8)] private void* pointer;
    [FieldOffset(16)] private double imaginary;
    [FieldOffset(16)] private long bytes;

    public static Value None => new() { tag = Tag.None };

    public readonly bool IsNone => tag is Tag.None or Tag.Default;
    public readonly int Count => count;
    public readonly void* Pointer => pointer;
    public readonly bool IsComplex => tag == Tag.Complex;
    public readonly bool IsInteger => tag == Tag.Int;
    public readonly bool IsBoolean => tag == Tag.Bool;

    /// <summary>How much memory a tensor result holds that nobody else does.</summary>
    public readonly long Bytes => bytes;

    public readonly long Integer => tag == Tag.Double ? (long)real : integer;
    public readonly double Real => tag is Tag.Int or Tag.Bool ? integer : real;
    public readonly double Imaginary => tag == Tag.Complex ? imaginary : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Of(Tensor? tensor) => tensor is null ? None : new() { tag = Tag.Tensor, pointer = (void*)tensor.Handle };

    public static Value Of(bool value) => new() { tag = Tag.Bool, integer = value ? 1 : 0 };

    public static Value Of(bool? value) => value is { } given ? Of(given) : None;

    public static Value Of(long value) => new() { tag = Tag.Int, integer = value };

    public static Value Of(long? value) => value is { } given ? Of(given) : None;

    public static Value Of(int value) => Of((long)value);

    public static Value Of(int? value) => value is { } given ? Of(given) : None;

    public static Value Of(double value) => new() { tag = Tag.Double, real = value };

    public static Value Of(double? value) => value is { } given ? Of(given) : None;

    public static Value Of(float value) => Of((double)value);

    public static Value Of(System.Numerics.Complex value) => new() { tag = Tag.Complex, real = value.Real, imaginary = value.Imaginary };

    public static Value Of(Scalar? scalar) => scalar?.Value ?? None;

    public static Value Of(ScalarType type) => Of((long)type);

    public static Value Of(ScalarType? type) => type is { } given ? Of(given) : None;

    public static Value Of(nn.Reduction reduction) => Of((long)reduction);

    public static Value Of(Device? device) =>
        device is null ? None : new() { tag = Tag.Device, integer = (long)device.type | ((long)device.index << 8) };

    public static Value Of(Generator? generator) => generator is null ? None : new() { tag = Tag.Generator, pointer = (void*)generator.Handle };

    public static Value Of(long* items, int? count) => List(Tag.Ints, items, count);

    public static Value Of(double* items, int? count) => List(Tag.Doubles, items, count);

    public static Value Of(nint* tensors, int? count) => List(Tag.Tensors, tensors, count);

    /// <summary>A text in UTF-8; an absent text has no pointer.</summary>
    public static Value OfText(byte* text, int length) => text is null ? None : List(Tag.String, text, length);

    private static Value List(Tag tag, void* items, int? count) =>
        count is { } given ? new() { tag = tag, pointer = items, count = given } : None;
}
