using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The words by which operators know what the API expresses as an enumeration, in UTF-8.</summary>
internal static class OperatorNames
{
    public static ReadOnlySpan<byte> Of(string? text) => text is null ? default : Encoding.UTF8.GetBytes(text);

    public static ReadOnlySpan<byte> Of(RoundingMode mode) => mode switch
    {
        RoundingMode.None => default,
        RoundingMode.trunc => "trunc"u8,
        RoundingMode.floor => "floor"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static ReadOnlySpan<byte> Of(FFTNormType norm) => norm switch
    {
        FFTNormType.Backward => "backward"u8,
        FFTNormType.Forward => "forward"u8,
        FFTNormType.Ortho => "ortho"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(norm)),
    };

    public static ReadOnlySpan<byte> Of(Padding padding) => padding == Padding.Same ? "same"u8 : "valid"u8;

    public static ReadOnlySpan<byte> Of(linalg.QRMode mode) => mode switch
    {
        linalg.QRMode.Reduced => "reduced"u8,
        linalg.QRMode.Complete => "complete"u8,
        linalg.QRMode.R => "r"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static ReadOnlySpan<byte> Of(Modules.GELU.Approximate approximate) =>
        approximate == Modules.GELU.Approximate.tanh ? "tanh"u8 : "none"u8;
}
