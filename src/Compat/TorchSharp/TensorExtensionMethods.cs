using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>From .NET's values to tensors and back.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>A tensor of one number.</summary>
    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : unmanaged =>
        Creation.FromScalar(scalar, null, device, requires_grad);

    /// <summary>A tensor of some values; they are copied either way.</summary>
    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) where T : unmanaged =>
        Creation.FromSpan<T>(rawArray, dimensions, null, CPU, requires_grad);

    public static byte ToByte(this Tensor value) => Of(value, scalar => scalar.ToByte());

    public static sbyte ToSByte(this Tensor value) => Of(value, scalar => scalar.ToSByte());

    public static short ToInt16(this Tensor value) => Of(value, scalar => scalar.ToInt16());

    public static int ToInt32(this Tensor value) => Of(value, scalar => scalar.ToInt32());

    public static long ToInt64(this Tensor value) => Of(value, scalar => scalar.ToInt64());

    public static bool ToBoolean(this Tensor value) => Of(value, scalar => scalar.ToBoolean());

    public static Half ToHalf(this Tensor value) => Of(value, scalar => scalar.ToHalf());

    public static BFloat16 ToBFloat16(this Tensor value) => Of(value, scalar => scalar.ToBFloat16());

    public static float ToSingle(this Tensor value) => Of(value, scalar => scalar.ToSingle());

    public static double ToDouble(this Tensor value) => Of(value, scalar => scalar.ToDouble());

    public static (float Real, float Imaginary) ToComplexFloat32(this Tensor value) => Of(value, scalar => scalar.ToComplexFloat32());

    public static Complex ToComplexFloat64(this Tensor value) => Of(value, scalar => scalar.ToComplexFloat64());

    public static (float Real, float Imaginary) ToComplex32(this Tensor value) => value.ToComplexFloat32();

    public static Complex ToComplex64(this Tensor value) => value.ToComplexFloat64();

    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>How many bytes an element takes.</summary>
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>How many elements a shape has.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => Array.ConvertAll(tensor.shape, size => (int)size);

    private static T Of<T>(Tensor value, Func<Scalar, T> convert)
    {
        using var scalar = value.ToScalar();
        return convert(scalar);
    }
}
