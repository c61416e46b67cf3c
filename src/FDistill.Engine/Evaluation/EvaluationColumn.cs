using System.Globalization;
using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>How a value is shown.</summary>
/// <param name="Declared">What its metric says of it.</param>
public sealed record EvaluationColumn(MetricColumn Declared)
{
    private const int MostDecimals = 6;

    /// <summary>The value's name in <see cref="EvaluationRow.Values"/>.</summary>
    public string Name => Declared.Name;

    /// <summary>What to call it, with its unit.</summary>
    public string Title => Declared.Unit is { } unit ? $"{Declared.Title} {unit}" : Declared.Title;

    /// <summary>Which way is better, <c>↓</c> or <c>↑</c>; empty where that is not known.</summary>
    public string Better => Declared.Better switch
    {
        Metrics.Better.Lower => "↓",
        Metrics.Better.Higher => "↑",
        _ => "",
    };

    /// <summary>The column of a value; a value of which nothing was declared goes by its own name.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="declared">What was declared of values; of several of one name the first counts.</param>
    public static EvaluationColumn Of(string name, IEnumerable<MetricColumn> declared) =>
        new(declared.FirstOrDefault(column => column.Name == name) ?? (name == EvaluationRow.MillisecondsPerImage ? EvaluationRow.Time : new MetricColumn(name, name)));

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
        var decimals = Declared.Decimals;
        while (value != 0 && Math.Abs(value) * Math.Pow(10, decimals) < 10 && decimals < MostDecimals) decimals++;
        return $"N{decimals}";
    }
}
