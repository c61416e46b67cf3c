using System.Globalization;
using System.Text.Json;
using FDistill.Plugins.Datasets.WebDataset.Shards;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>Takes samples by the numbers in their JSON, and counts why
/// others are not taken. One thread may use it at a time.</summary>
internal sealed class MetadataFilter
{
    private const long FirstReport = 1000;

    private readonly (string Key, double Least)[] rules;
    private readonly ILogger logger;
    private readonly Dictionary<string, long> passedOver = [];
    private long seen, nextReport = FirstReport;

    /// <summary>Makes a filter that has seen nothing.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="logger">Logs how many samples are taken, whenever there are twice as many as the last time.</param>
    public MetadataFilter(MetadataOptions options, ILogger logger)
    {
        this.logger = logger;
        (string Key, double? Least)[] all =
        [
            (options.AestheticKey, options.MinAesthetic), (options.HeightKey, options.MinSize), (options.WidthKey, options.MinSize), (options.ClipSimilarityKey, options.MinClipSimilarity),
        ];
        rules = [.. all.Where(rule => rule.Least is not null).Select(rule => (rule.Key, rule.Least!.Value))];
    }

    /// <summary>How many samples were not taken, by reason.</summary>
    public IReadOnlyDictionary<string, long> PassedOver
    {
        get
        {
            lock (passedOver) return new Dictionary<string, long>(passedOver);
        }
    }

    /// <summary>Whether a sample is taken.</summary>
    /// <exception cref="InvalidDataException">Its JSON is damaged; the message says how.</exception>
    public bool Takes(ShardSample sample)
    {
        if (rules.Length == 0) return true;
        var reason = Reason(sample);
        lock (passedOver)
        {
            seen++;
            if (reason is not null) passedOver[reason] = passedOver.GetValueOrDefault(reason) + 1;
            if (seen >= nextReport) Report();
        }

        return reason is null;
    }

    /// <summary>Why a sample is not taken; null where it is.</summary>
    private string? Reason(ShardSample sample)
    {
        if (sample.Json is null) return "without JSON";
        using var json = sample.ReadJson();
        foreach (var (key, least) in rules)
        {
            if (!json.RootElement.TryGetProperty(key, out var value) || value.ValueKind != JsonValueKind.Number) return $"without a number '{key}'";
            if (!(value.GetDouble() >= least)) return string.Create(CultureInfo.InvariantCulture, $"'{key}' below {least}");
        }

        return null;
    }

    private void Report()
    {
        nextReport = 2 * seen;
        if (!logger.IsEnabled(LogLevel.Information)) return;
        var taken = seen - passedOver.Values.Sum();
        var reasons = string.Join(", ", passedOver.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
        logger.LogInformation("Of {Seen} samples {Taken} were taken; passed over: {Reasons}", seen, taken, reasons.Length == 0 ? "none" : reasons);
    }
}
