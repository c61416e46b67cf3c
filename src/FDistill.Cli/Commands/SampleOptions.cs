using System.CommandLine;
using FDistill.Hosting;
using FDistill.Hosting.Sampling;

namespace FDistill.Cli.Commands;

/// <summary>The options of every command that draws samples.</summary>
internal sealed class SampleOptions
{
    private const int DefaultCount = 80, DefaultBatch = 100;

    private readonly Option<int?> count = WholeNumber.Option<int>("--count", "How many samples. Default: 80.");
    private readonly Option<string?> labels = new("--labels") { Description = "Their labels, in turn: 3 or 0,1,2 or 0-9. Default: the remainder of the seed.", HelpName = "list" };
    private readonly Option<long?> seed = WholeNumber.Option<long>("--seed", "Seed of the first sample's noise, the next has the next. Default: 0.");
    private readonly Option<string?> seeds = new("--seeds") { Description = "The seed of every sample's noise, in place of --seed and --count: 0-63 or 5,7.", HelpName = "list" };
    private readonly Option<int?> batch = WholeNumber.Option<int>("--batch", "Samples made at once; it changes none of them. Default: 100.");
    private readonly Option<string> output = new("--output") { Description = "A .png file for a sheet; a folder or .zip file for single files.", HelpName = "path", DefaultValueFactory = _ => "samples.png" };
    private readonly Option<string?> device = new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", HelpName = "device" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[count, labels, seed, seeds, batch, output, device]) command.Options.Add(option);
    }

    /// <summary>Which samples are wanted.</summary>
    /// <exception cref="UserException">A value is out of range.</exception>
    public SampleRequest Request(ParseResult parsed) => new(
        Seeds(parsed),
        parsed.GetValue(labels) is { } list ? NumberList.Of(labels.Name, list) : [],
        AtLeastOne(batch, parsed.GetValue(batch) ?? DefaultBatch));

    /// <summary>Where the samples go.</summary>
    public string Output(ParseResult parsed) => parsed.GetValue(output)!;

    /// <summary>Where to compute, where that is given.</summary>
    public string? Device(ParseResult parsed) => parsed.GetValue(device);

    /// <summary>The value of an option that counts something.</summary>
    /// <exception cref="UserException">It is below 1.</exception>
    public static int AtLeastOne(Option option, int value) => value >= 1 ? value : throw new UserException($"{option.Name}: found {value}, expected at least 1.");

    private IReadOnlyList<long> Seeds(ParseResult parsed)
    {
        var number = AtLeastOne(count, parsed.GetValue(count) ?? DefaultCount);
        var first = parsed.GetValue(seed) ?? 0;
        if (parsed.GetValue(seeds) is not { } list) return [.. Enumerable.Range(0, number).Select(place => first + place)];
        if (parsed.GetValue(seed) is not null || parsed.GetValue(count) is not null)
            throw new UserException("--seeds says which samples are wanted and how many: leave out --seed and --count.");
        return NumberList.Of(seeds.Name, list) is { Count: > 0 } wanted ? wanted : throw new UserException("--seeds: found nothing, expected numbers and ranges such as 0,1,5-9.");
    }
}
