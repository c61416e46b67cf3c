using System.Globalization;

namespace TorchSharp;

/// <summary>How tensors are written as text, where a call does not say otherwise.</summary>
internal static class PrintOptions
{
    public static TensorStringStyle Style { get; set; } = TensorStringStyle.Julia;

    public static string FloatFormat { get; set; } = "g5";

    public static int LineWidth { get; set; } = 100;

    public static string NewLine { get; set; } = "\n";

    public static int MaxRows { get; set; } = 6;

    public static int MaxColumns { get; set; } = 6;

    public static CultureInfo Culture => CultureInfo.CurrentCulture;
}
