using System.Globalization;
using FDistill.Engine.Training.Loop;
using FDistill.Reports.Charts;

namespace FDistill.Reports.Figures;

/// <summary>Fig. 5b and 10: the loss over the iterations, with and without
/// normalisation, or with one h and another: how much does it fluctuate?</summary>
public static class LossFigure
{
    private const int Neighbours = 5;

    /// <summary>Draws it.</summary>
    /// <param name="variants">The runs, grouped by what they differ
    /// in; at most as many groups as a chart has lines.</param>
    /// <exception cref="InvalidDataException">A run has no matching loss.</exception>
    public static Figure Of(IReadOnlyList<Variant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        var fluctuations = variants.Select(variant => (variant.Name, Value: variant.Histories.Select(history => Fluctuation(variant.Name, Series.Of(variant.Name, history, Measures.MatchingLoss))).Average())).ToList();
        return new Figure
        {
            Name = "figure-5b",
            Charts = new ChartSheet("", [new Chart
            {
                Title = "Matching loss",
                Caption = "Eq. 4 in x₀-space. A line is the mean of neighbouring iterations, or the median over seeds; the area is the range.",
                XLabel = "iteration (iterations of the loop)",
                YLabel = "loss",
                Logarithmic = true,
                Lines = [.. variants.Select(variant => variant.Series(Measures.MatchingLoss))],
            }]),
            Reading = "From one iteration of the student to the next the loss changes by a factor of about "
                + string.Join(", ", fluctuations.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{Math.Exp(entry.Value):0.00} ({entry.Name})"))) + ".",
            Values = fluctuations.ToDictionary(entry => $"{entry.Name}: fluctuation", entry => (double?)entry.Value),
        };
    }

    /// <summary>The standard deviation of the logarithm of the loss around
    /// the mean of its neighbours: what the trend has no part in.</summary>
    private static double Fluctuation(string name, Series line)
    {
        var logs = line.Points.Select(point => Math.Log(point.Y)).Where(double.IsFinite).ToList();
        if (logs.Count < 2 * Neighbours)
            throw new InvalidDataException($"{name} has {logs.Count} iterations with a matching loss, expected {2 * Neighbours} or more: train longer, or leave the run out (one with training.matchingWeight 0 has none).");
        return Math.Sqrt(logs.Chunk(Neighbours).Where(group => group.Length > 1).Average(Variance));
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
