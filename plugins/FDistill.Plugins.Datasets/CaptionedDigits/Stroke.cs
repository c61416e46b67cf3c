namespace FDistill.Plugins.Datasets.CaptionedDigits;

/// <summary>How a digit is drawn.</summary>
/// <param name="Word">The caption's word for it.</param>
/// <param name="Width">The width of the pen, in pixels of 32 to a side.</param>
internal sealed record Stroke(string Word, float Width)
{
    /// <summary>The strokes that there are, in the order of their labels.</summary>
    public static IReadOnlyList<Stroke> All { get; } = [new("thin", 1.5f), new("thick", 3.5f)];
}
