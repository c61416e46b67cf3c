using System.Globalization;

namespace FDistill.Engine.Evaluation;

/// <summary>How a value is shown.</summary>
/// <param name="Name">The value's name in <see cref="EvaluationRow.Values"/>.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Better">Which way is better, <c>↓</c> or <c>↑</c>; empty where that is not known.</param>
/// <param name="Decimals">Digits after the point; a value that would show fewer than two of its own has more.</param>
/// <param name="SmallestCounts">Whether of repeated measurements the smallest counts, and not their mean.</param>
public sealed record EvaluationColumn(string Name, string Title, string Better, int Decimals, bool SmallestCounts = false)
{
    private const int MostDecimals = 6;

    private static readonly EvaluationColumn[] Known =
    [
        new("frechet", "Fréchet distance", "↓", 1, SmallestCounts: true),
        new("fid", "FID", "↓", 2, SmallestCounts: true),
        new("precision", "Precision", "↑", 3),
        new("recall", "Recall", "↑", 3),
        new("density", "Density", "↑", 3),
        new("coverage", "Coverage", "↑", 3),
        new("clipScore", "CLIP score", "↑", 3),
        new("inBatchSimilarity", "In-batch similarity", "↓", 3),
        new("hpsv2", "HPSv2", "↑", 2),
        new("hpsv2Anime", "HPSv2 anime", "↑", 2),
        new("hpsv2ConceptArt", "HPSv2 concept art", "↑", 2),
        new("hpsv2Paintings", "HPSv2 paintings", "↑", 2),
        new("hpsv2Photo", "HPSv2 photo", "↑", 2),
        new("latencyMs", "Latency ms", "↓", 2),
        new("latencyDecodedMs", "Latency, decoded ms", "↓", 2),
        new("captionAccuracy", "Caption accuracy", "↑", 3),
        new("modes", "Modes", "↑", 1),
        new("highQuality", "High quality", "↑", 3),
        new("modeBalance", "Mode balance", "↑", 3),
        new("labelAccuracy", "Label accuracy", "↑", 3),
        new(EvaluationRow.MillisecondsPerImage, "ms per image", "↓", 2),
    ];

    /// <summary>The column of a value; a value that is not known here goes by its own name.</summary>
    public static EvaluationColumn Of(string name) => Known.FirstOrDefault(column => column.Name == name) ?? new(name, name, "", 3);

    /// <summary>The row's value as text, <c>–</c> where it has none.</summary>
    public string Format(EvaluationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Values.TryGetValue(Name, out var value) ? Text(value) : "–";
    }

    /// <summary>A value as text.</summary>
    public string Text(double value) => value.ToString(FormatOf(value), CultureInfo.InvariantCulture);

    /// <summary>The numeric format for values of a size.</summary>
    /// <param name="value">One of that size.</param>
    public string FormatOf(double value)
    {
        var decimals = Decimals;
        while (value != 0 && Math.Abs(value) * Math.Pow(10, decimals) < 10 && decimals < MostDecimals) decimals++;
        return $"N{decimals}";
    }
}
