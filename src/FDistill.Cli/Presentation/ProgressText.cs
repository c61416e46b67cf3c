using System.Globalization;
using FDistill.Engine.TeacherTraining;
using FDistill.Engine.Training.Loop;

namespace FDistill.Cli.Presentation;

/// <summary>One line on the state of a training.</summary>
internal static class ProgressText
{
    private static readonly (string Measure, string Label)[] Losses =
    [
        (Measures.MatchingLoss, "match"),
        (Measures.FakeScoreLoss, "fake"),
        (Measures.HeadLoss, "head"),
        (TeacherMeasures.DenoisingLoss, "loss"),
        (TeacherMeasures.GradientNorm, "gradient"),
        (Measures.AdversarialLoss, "gan"),
    ];

    /// <summary>The line: iteration, losses, smallest, mean and largest h, iterations a second, time left.</summary>
    /// <param name="iteration">How many are done.</param>
    /// <param name="total">How many there will be.</param>
    /// <param name="values">The latest measures.</param>
    /// <param name="rate">Iterations a second.</param>
    /// <param name="width">How long the line may be: the last losses are left out where it would be longer.</param>
    public static string Of(long iteration, long total, IReadOnlyDictionary<string, double> values, double rate, int width)
    {
        var losses = Losses.Where(loss => values.ContainsKey(loss.Measure)).Select(loss => $"{loss.Label} {Number(values[loss.Measure])}").ToList();
        string Line() => string.Join(' ', [$"{iteration}/{total}", .. losses, .. Weights(values), .. Pace(total - iteration, rate)]);
        while (Line().Length > width && losses.Count > 0) losses.RemoveAt(losses.Count - 1);
        return Line();
    }

    private static string[] Weights(IReadOnlyDictionary<string, double> values) => values.TryGetValue(Measures.MeanWeight, out var mean)
        ? [$"h {Number(values.GetValueOrDefault(Measures.MinWeight))}<{Number(mean)}<{Number(values.GetValueOrDefault(Measures.MaxWeight))}"]
        : [];

    private static string[] Pace(long left, double rate) =>
        rate > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{Number(rate)}/s"), $"{Duration(TimeSpan.FromSeconds(Math.Ceiling(left / rate)))} left"] : [];

    /// <summary>Two significant digits.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 9.95 and < 99_999.5 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 0.995 and < 9.95 => value.ToString("F1", CultureInfo.InvariantCulture),
        >= 0.0995 and < 0.995 => value.ToString("F2", CultureInfo.InvariantCulture),
        >= 0.00995 and < 0.0995 => value.ToString("F3", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0e0", CultureInfo.InvariantCulture),
    };

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:d2}:{time.Seconds:d2}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:d2}");
}
