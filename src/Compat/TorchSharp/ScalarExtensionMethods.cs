using System.Numerics;

namespace TorchSharp;

/// <summary>From .NET's numbers to scalars and back.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;

    public static Scalar ToScalar(this sbyte value) => value;

    public static Scalar ToScalar(this short value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this Half value) => value;

    public static Scalar ToScalar(this BFloat16 value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this (float, float) value) => value;

    public static Scalar ToScalar(this Complex value) => value;

    public static Scalar ToScalar(this bool value) => value;

    public static Scalar ToBFloat16Scalar(this float value) => new BFloat16(value);

    public static Half ToHalf(this Scalar value) => (Half)value.Value.Real;

    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.Value.Real;

    public static float ToSingle(this Scalar value) => (float)value.Value.Real;

    public static double ToDouble(this Scalar value) => value.Value.Real;

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Value.Integer;

    public static byte ToByte(this Scalar value) => (byte)value.Value.Integer;

    public static short ToInt16(this Scalar value) => (short)value.Value.Integer;

    public static int ToInt32(this Scalar value) => (int)value.Value.Integer;

    public static long ToInt64(this Scalar value) => value.Value.Integer;

    public static bool ToBoolean(this Scalar value) => value.Value.Real != 0;

    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.Value.Real, (float)value.Value.Imaginary);

    public static Complex ToComplexFloat64(this Scalar value) => new(value.Value.Real, value.Value.Imaginary);
}
