using FDistill.Engine.Numerics;
using FDistill.Reports.Charts;

namespace FDistill.Reports.Figures;

/// <summary>Fig. 6: generated samples in ascending order of ‖s_p − s_q‖, and h of
/// each: does h count samples less at which teacher and fake score disagree?</summary>
public static class ScoreDifferenceFigure
{
    private const int Places = 40, NoiseLevels = 10;
    private const double Strong = 0.5, Weak = 0.1;

    /// <summary>Draws it.</summary>
    /// <param name="surveys">The samples of each run, by the run's name; at least 20 samples each.</param>
    /// <exception cref="InvalidDataException">A run matches no scores,
    /// or there are too few samples to be ordered.</exception>
    public static Figure Of(IReadOnlyList<(string Run, IReadOnlyList<SurveyedSample> Samples)> surveys)
    {
        ArgumentNullException.ThrowIfNull(surveys);
        var runs = surveys.Select(survey => new Ordered(survey.Run, survey.Samples)).ToList();
        return new Figure
        {
            Name = "figure-6",
            Charts = new ChartSheet("", [.. runs.SelectMany(run => new[] { run.Differences(), run.Weights() })]) { Columns = 2 },
            Reading = string.Join(' ', runs.Select(run => run.Reading)),
            Values = runs.SelectMany(run => run.Values(runs.Count > 1 ? $"{run.Name}: " : "")).ToDictionary(),
        };
    }

    private sealed class Ordered
    {
        private readonly List<SurveyedSample> samples;
        private readonly double? correlation, atEqualNoise;

        public Ordered(string name, IReadOnlyList<SurveyedSample> samples)
        {
            if (samples.Any(sample => double.IsNaN(sample.ScoreDifference)))
                throw new InvalidDataException($"{name} matches no scores (its training.matchingWeight is 0): it has no score difference to be drawn.");
            if (samples.Count < Places / 2) throw new InvalidDataException($"{samples.Count} samples are too few to put in order: ask for {Places / 2} or more.");
            Name = name;
            this.samples = [.. samples.OrderBy(sample => sample.ScoreDifference)];
            correlation = Correlation(samples);
            atEqualNoise = samples.OrderBy(sample => sample.T).Chunk((samples.Count + NoiseLevels - 1) / NoiseLevels).Select(Correlation).Average();
        }

        public string Name { get; }

        public string Reading => $"{Name}: {InWords()}";

        public IEnumerable<KeyValuePair<string, double?>> Values(string prefix) =>
            [new($"{prefix}rankCorrelation", correlation), new($"{prefix}rankCorrelationAtEqualNoise", atEqualNoise)];

        public Chart Differences() => new()
        {
            Title = $"{Name}: score difference, sorted",
            Caption = $"Of {samples.Count:N0} generated samples, each at a noise level drawn as in training.",
            XLabel = "samples, in ascending order of the score difference",
            YLabel = "‖s_p − s_q‖ (1 / unit of the data)",
            Logarithmic = true,
            Lines = [new Series("score difference", [.. Groups().Select(group => new Point(group.Middle, Median.Of(group.Samples.Select(sample => sample.ScoreDifference))))]) { IsFunction = true }],
        };

        public Chart Weights() => new()
        {
            Title = $"{Name}: h of the same samples",
            Caption = correlation is null ? "h is the same for all of them." : $"Rank correlation with the score difference {Rounded(correlation)}; at equal noise {Rounded(atEqualNoise)}.",
            XLabel = "samples, in ascending order of the score difference",
            YLabel = "h(r)",
            Lines =
            [
                new Series("median of neighbours, middle half", [.. Groups().Select(group => new Point(group.Middle, Median.Of(group.Samples.Select(sample => sample.Weight))))])
                {
                    Range = [.. Groups().Select(group => new Interval(Quantile(group.Samples, 0.25), Quantile(group.Samples, 0.75)))], IsFunction = true,
                },
            ],
            Clouds = [new Series("samples", [.. samples.Select((sample, place) => new Point(place + 1, sample.Weight))])],
        };

        private string InWords() => correlation switch
        {
            null => "h is the same for all samples: each counts alike, however much teacher and fake score disagree about it.",
            <= -Strong => $"h falls as the score difference grows (rank correlation {Rounded(correlation)}): samples at which the teacher is least to be trusted count less, as in the paper's Fig. 6.",
            <= -Weak => $"h tends to fall as the score difference grows (rank correlation {Rounded(correlation)}), less clearly than in the paper's Fig. 6.",
            < Weak => $"h and the score difference have next to nothing to do with each other (rank correlation {Rounded(correlation)}).",
            < Strong => $"h tends to grow with the score difference (rank correlation {Rounded(correlation)}), against what the paper's Fig. 6 shows of less mode-seeking divergences.",
            _ => $"h grows with the score difference (rank correlation {Rounded(correlation)}): samples at which teacher and fake score disagree count more, as with a mode-seeking divergence.",
        } + (atEqualNoise is { } equal ? $" Among samples of about the same noise level the correlation is {Rounded(equal)}." : "");

        private static string Rounded(double? value) => value is { } number ? Axis.Label(Math.Round(number, 2)) : "undefined";

        private IEnumerable<(double Middle, SurveyedSample[] Samples)> Groups()
        {
            var size = Math.Max(1, samples.Count / Places);
            return samples.Chunk(size).Select((group, number) => (number * size + (group.Length + 1) / 2.0, group));
        }

        private static double? Correlation(IReadOnlyList<SurveyedSample> samples) =>
            RankCorrelation.Of([.. samples.Select(sample => sample.ScoreDifference)], [.. samples.Select(sample => sample.Weight)]);

        private static double Quantile(SurveyedSample[] group, double share) => group.Select(sample => sample.Weight).Order().ElementAt((int)(share * (group.Length - 1)));
    }
}
