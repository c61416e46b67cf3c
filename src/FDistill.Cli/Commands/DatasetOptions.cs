using System.CommandLine;
using System.Globalization;
using FDistill.Hosting.Datasets;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Commands;

/// <summary>The options of every command that reads a dataset.</summary>
internal sealed class DatasetOptions
{
    private readonly Argument<string> source = new("source") { Description = "A folder of images, a zip, tar shards, a run file with a dataset, or what --use reads." };
    private readonly Option<string?> use = new("--use") { Description = "The dataset part that reads it. Default: determined by what it is: image-folder, edm-zip, webdataset, encoded or prompts.", HelpName = "part" };
    private readonly Option<int?> size = WholeNumber.Option<int>("--size", "Height and width to bring images to. Default: as stored.");
    private readonly Option<string?> crop = new("--crop") { Description = "How images become square: center, dhariwal (as ADM's ImageNet) or stretch.", HelpName = "crop" };
    private readonly Option<string?> filter = new("--filter") { Description = "The filter: box, bilinear, hamming, bicubic or lanczos. Default: lanczos.", HelpName = "filter" };
    private readonly Option<int?> limit = WholeNumber.Option<int>("--limit", "Takes the first so many images only.");
    private readonly Option<string[]> set = new("--set") { Description = "Sets another option of the part; may be repeated.", HelpName = "dataset.key=value", Arity = ArgumentArity.OneOrMore };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(source);
        foreach (var option in (Option[])[use, size, crop, filter, limit, set]) command.Options.Add(option);
    }

    /// <summary>Which dataset.</summary>
    public DatasetSource Source(ParseResult parsed) => new(parsed.GetValue(source)!, parsed.GetValue(use));

    /// <summary>The part's options, as overrides of a run file.</summary>
    public IReadOnlyList<Override> Overrides(ParseResult parsed)
    {
        (Option Option, string? Value)[] given =
        [
            (size, parsed.GetValue(size)?.ToString(CultureInfo.InvariantCulture)),
            (crop, parsed.GetValue(crop)),
            (filter, parsed.GetValue(filter)),
            (limit, parsed.GetValue(limit)?.ToString(CultureInfo.InvariantCulture)),
        ];
        return
        [
            .. given.Where(one => one.Value is not null).Select(one => new Override(one.Option.Name, $"dataset:{one.Option.Name.TrimStart('-')}", one.Value!)),
            .. (parsed.GetValue(set) ?? []).Select(Override.FromArgument),
        ];
    }
}
