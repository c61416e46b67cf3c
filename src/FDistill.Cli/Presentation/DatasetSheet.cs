using System.Globalization;
using FDistill.Datasets;
using FDistill.Reports.Datasets;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Presentation;

/// <summary>Writes what a pass over a dataset showed.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class DatasetSheet(Terminal terminal)
{
    private const string Indent = "         ";

    /// <summary>Writes it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="summary">What was seen of it.</param>
    public void Write(IDataset dataset, DatasetSummary summary)
    {
        Say($"Records  {summary.Records}");
        foreach (var (reason, count) in summary.PassedOver.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Say($"{Indent}{count} passed over: {reason}");
        if (dataset.Pixels != default) Say($"Shape    {dataset.Pixels} (channels x height x width)");
        if (dataset.Encoding is { } stored) Say($"Latents  {stored.Latents}{(stored.Conditions is null ? "" : ", and encoded texts")}");
        if (summary.Values is { } values) Say($"Values   mean {values.Mean:F4}, standard deviation {values.Deviation:F4}{(dataset.Encoding is null ? " in [-1, 1]" : " of the latents' means")}");
        if (summary.Captions is { } captions) Write(captions);
        if (summary.Captions is null || dataset.Classes is not null) Say($"Classes  {(dataset.Classes is { } classes ? $"{classes}" : "none")}");
        if (summary.Classes.Count > 0)
            new Tables(terminal).Write(["Label", "Records"], summary.Classes.Select(one => new[] { $"{one.Label}", $"{one.Records}" }));
    }

    private void Write(CaptionSummary captions)
    {
        Say($"Captions {captions.MeanLength:F0} characters on average{(captions.Empty == 0 ? "" : $", {captions.Empty} empty")}; for example");
        foreach (var example in captions.Examples) Say($"{Indent}{Wrapping.Wrap(example, terminal.Width - Indent.Length).ReplaceLineEndings($"\n{Indent}")}");
    }

    private void Say(FormattableString line) => terminal.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
