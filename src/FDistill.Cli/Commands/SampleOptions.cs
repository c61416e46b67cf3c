using System.CommandLine;
using System.Globalization;
using FDistill.Hosting;
using FDistill.Hosting.Sampling;

namespace FDistill.Cli.Commands;

/// <summary>The options of every command that draws samples.</summary>
internal sealed class SampleOptions
{
    private const int DefaultCount = 80;

    private readonly Option<int?> count = WholeNumber.Option<int>("--count", "How many samples. Default: 80.");
    private readonly Option<string?> labels = new("--labels") { Description = "Their labels, in turn: 3 or 0,1,2 or 0-9. Default: all in turn.", HelpName = "list" };
    private readonly Option<long?> seed = WholeNumber.Option<long>("--seed", "Seed of the first sample's noise. Default: 0.");
    private readonly Option<string> output = new("--output") { Description = "A .png file for a sheet, or a folder for single files.", HelpName = "path", DefaultValueFactory = _ => "samples.png" };
    private readonly Option<string?> device = new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", HelpName = "device" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[count, labels, seed, output, device]) command.Options.Add(option);
    }

    /// <summary>Which samples are wanted.</summary>
    /// <exception cref="UserException">A value is out of range.</exception>
    public SampleRequest Request(ParseResult parsed)
    {
        var number = parsed.GetValue(count) ?? DefaultCount;
        if (number < 1) throw new UserException($"--count: found {number}, expected at least 1.");
        return new SampleRequest(number, parsed.GetValue(seed) ?? 0, [.. (parsed.GetValue(labels) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(Labels)]);
    }

    /// <summary>Where the samples go.</summary>
    public string Output(ParseResult parsed) => parsed.GetValue(output)!;

    /// <summary>Where to compute, where that is given.</summary>
    public string? Device(ParseResult parsed) => parsed.GetValue(device);

    private static IEnumerable<long> Labels(string written)
    {
        var ends = written.Split('-');
        if (ends.Length > 2 || !ends.All(end => long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw new UserException($"--labels: found '{written}', expected numbers and ranges such as 0,1,5-9.");
        var (first, last) = (long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[^1], CultureInfo.InvariantCulture));
        for (var label = first; label <= last; label++) yield return label;
    }
}
