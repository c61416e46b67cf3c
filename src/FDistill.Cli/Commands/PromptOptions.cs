using System.CommandLine;
using FDistill.Hosting;

namespace FDistill.Cli.Commands;

/// <summary>The options that say which texts images are made of.</summary>
internal sealed class PromptOptions
{
    /// <summary>What to type for several images of each text.</summary>
    public const string ImagesPerPrompt = "--images-per-prompt";

    private readonly Option<string[]> prompt = new("--prompt") { Description = "A text to make images of; may be repeated.", HelpName = "text", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> prompts = new("--prompts") { Description = "A file of texts, one a line, or a run file whose dataset has captions.", HelpName = "file" };
    private readonly Option<int?> each = WholeNumber.Option<int>(ImagesPerPrompt, "Images of each text. Default: 1.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[prompt, prompts, each]) command.Options.Add(option);
    }

    /// <summary>The texts, those of the command line first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="read">Reads a file of texts.</param>
    /// <exception cref="UserException">Images of each text are asked for, and there is no text.</exception>
    public IReadOnlyList<string> Texts(ParseResult parsed, Func<string, IReadOnlyList<string>> read)
    {
        IReadOnlyList<string> texts = [.. parsed.GetValue(prompt) ?? [], .. parsed.GetValue(prompts) is { } file ? read(file) : []];
        if (texts.Count == 0 && parsed.GetValue(each) is not null) throw new UserException($"{ImagesPerPrompt}: there are no prompts; without them --count says how many samples are made.");
        return texts;
    }

    /// <summary>How many images are made of each text.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seeds">How many seeds are listed for them; null for none.</param>
    /// <exception cref="UserException">It is said twice, or is below 1.</exception>
    public int Each(ParseResult parsed, int? seeds)
    {
        if (seeds is not null && parsed.GetValue(each) is not null)
            throw new UserException($"--seeds lists the seeds of every prompt's images, and so says how many there are: leave out {ImagesPerPrompt}, or give --seed instead.");
        return seeds ?? SampleOptions.AtLeastOne(each, parsed.GetValue(each) ?? 1);
    }
}
