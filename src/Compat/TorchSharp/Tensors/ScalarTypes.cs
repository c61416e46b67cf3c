using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Which of .NET's types an element of a tensor is.</summary>
internal static class ScalarTypes
{
    public static ScalarType Of<T>() => Of(typeof(T));

    public static ScalarType Of(Type type) =>
        type == typeof(float) ? ScalarType.Float32 :
        type == typeof(long) ? ScalarType.Int64 :
        type == typeof(double) ? ScalarType.Float64 :
        type == typeof(int) ? ScalarType.Int32 :
        type == typeof(bool) ? ScalarType.Bool :
        type == typeof(byte) ? ScalarType.Byte :
        type == typeof(sbyte) ? ScalarType.Int8 :
        type == typeof(short) ? ScalarType.Int16 :
        type == typeof(Half) ? ScalarType.Float16 :
        type == typeof(BFloat16) ? ScalarType.BFloat16 :
        type == typeof((float, float)) ? ScalarType.ComplexFloat32 :
        type == typeof(Complex) ? ScalarType.ComplexFloat64 :
        throw new ArgumentException($"No tensor has elements of type {type.Name}.");

    /// <summary>Throws unless elements of a tensor may be seen as values of a type.</summary>
    public static void Require<T>(ScalarType type)
    {
        if (Of<T>() != type) throw new ArgumentException($"The elements are of type {type}, not {typeof(T).Name}.");
    }

    public static bool IsIntegral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;
}
