using System.CommandLine;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Hosting.Sampling;

namespace FDistill.Cli.Commands;

/// <summary>The options of every command that draws samples.</summary>
internal sealed class SampleOptions
{
    private const int DefaultCount = 80;
    private const string DefaultSheet = "samples.png", DefaultFolder = "samples";

    private readonly Option<int?> count = WholeNumber.Option<int>("--count", "How many samples, where there are no prompts. Default: 80.");
    private readonly Option<string?> labels = new("--labels") { Description = "Their labels, in turn: 3 or 0,1,2 or 0-9. Default: the remainder of the seed.", HelpName = "list" };
    private readonly PromptOptions prompts = new();
    private readonly Option<long?> seed = WholeNumber.Option<long>("--seed", "Seed of the first sample's noise, the next has the next. Default: 0.");
    private readonly Option<string?> seeds = new("--seeds") { Description = "The seed of every sample's noise, in place of --seed and --count: 0-63 or 5,7. With prompts: of every sample of each.", HelpName = "list" };
    private readonly Option<int?> batch = WholeNumber.Option<int>("--batch", "Samples made at once; it changes none of them. Default: as many as have a million pixels, at most 100.");
    private readonly Option<string?> output = new("--output") { Description = "A .png file for a sheet; a folder or .zip file for single files, and with prompts a sheet beside it.", HelpName = "path" };
    private readonly Option<string?> device = new("--device") { Description = "Where to compute: auto, cpu, cuda or cuda:N.", HelpName = "device" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(count);
        command.Options.Add(labels);
        prompts.AddTo(command);
        foreach (var option in (Option[])[seed, seeds, batch, output, device]) command.Options.Add(option);
    }

    /// <summary>Which samples are wanted.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="readPrompts">Reads a file of texts.</param>
    /// <exception cref="UserException">A value is out of range, or options contradict each other.</exception>
    public SampleRequest Request(ParseResult parsed, Func<string, IReadOnlyList<string>> readPrompts)
    {
        var texts = prompts.Texts(parsed, readPrompts);
        var most = parsed.GetValue(batch) is { } number ? AtLeastOne(batch, number) : (int?)null;
        var list = parsed.GetValue(seeds) is { } written ? Seeds(parsed, written) : null;
        if (texts.Count == 0)
            return new SampleRequest(list ?? From(parsed, AtLeastOne(count, parsed.GetValue(count) ?? DefaultCount)), parsed.GetValue(labels) is { } some ? NumberList.Of(labels.Name, some) : [], most);

        if (parsed.GetValue(labels) is not null) throw new UserException("--labels: samples are asked for by labels or by prompts, not by both.");
        if (parsed.GetValue(count) is not null) throw new UserException($"--count: the prompts say how many samples there are; {PromptOptions.ImagesPerPrompt} makes several of each.");
        var each = prompts.Each(parsed, list?.Count);
        return new SampleRequest(list is null ? From(parsed, texts.Count * each) : [.. texts.SelectMany(_ => list)], [], most)
        {
            Texts = [.. texts.SelectMany(text => Enumerable.Repeat(text, each))], ImagesPerText = each,
        };
    }

    /// <summary>Where the samples go: what was named, else a sheet,
    /// or for texts the first folder that is not there yet.</summary>
    public string Output(ParseResult parsed, SampleRequest request) =>
        parsed.GetValue(output) ?? (request.Texts.Count > 0 ? RunFolder.NextFree(DefaultFolder) : DefaultSheet);

    /// <summary>What the command line gives instead of the run file.</summary>
    public IReadOnlyList<Override> Overrides(ParseResult parsed) => parsed.GetValue(device) is { } name ? [new Override(device.Name, "device", name)] : [];

    /// <summary>The value of an option that counts something.</summary>
    /// <exception cref="UserException">It is below 1.</exception>
    public static int AtLeastOne(Option option, int value) => value >= 1 ? value : throw new UserException($"{option.Name}: found {value}, expected at least 1.");

    private IReadOnlyList<long> From(ParseResult parsed, int number)
    {
        var first = parsed.GetValue(seed) ?? 0;
        return [.. Enumerable.Range(0, number).Select(place => first + place)];
    }

    private IReadOnlyList<long> Seeds(ParseResult parsed, string written)
    {
        if (parsed.GetValue(seed) is not null || parsed.GetValue(count) is not null)
            throw new UserException("--seeds says which samples are wanted and how many: leave out --seed and --count.");
        return NumberList.Of(seeds.Name, written) is { Count: > 0 } wanted ? wanted : throw new UserException("--seeds: found nothing, expected numbers and ranges such as 0,1,5-9.");
    }
}
