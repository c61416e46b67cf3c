using System.Globalization;
using FDistill.Engine.DryRuns;
using FDistill.Engine.Training;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Presentation;

/// <summary>What a run's numbers amount to: the samples that each normalisation sees,
/// and what the averages keep of the weights that the run starts from.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class RecipeSheet(Terminal terminal)
{
    /// <summary>Writes it, and a warning for what is likely not meant.</summary>
    public void Write(TrainingOptions options)
    {
        var recipe = RecipeSummary.Of(options);
        var divided = options.Accumulation == 1 ? Text($"{recipe.Samples:N0} samples") : Text($"{recipe.Samples:N0} samples, {options.Batch:N0} at once");
        Say($"An update is of {divided}. {StageOne(options, recipe)} {StageTwo(options, recipe)}");
        var shares = recipe.SharesOfStart.Select(Share);
        Say($"Of the weights that the run starts from, the student's average keeps {string.Join(", the next ", shares)} at the end.");
        foreach (var warning in recipe.Warnings(options)) Say($"Warning: {warning}.");
    }

    private static string Share(double share) => share switch
    {
        0 => "nothing",
        < 1e-4 => "less than 0.01 %",
        _ => Text($"{100 * share:0.##} %"),
    };

    private static string StageOne(TrainingOptions options, RecipeSummary recipe) => recipe.SamplesOfBin is { } samples
        ? Text($"Stage 1 has {samples:0.#} of them in each of {options.Ratio.Bins} time bins on average; the mean over all counts as {options.Ratio.Shrinkage:0.#} more.")
        : "There is no stage 1.";

    private static string StageTwo(TrainingOptions options, RecipeSummary recipe) =>
        options is { MatchingWeight: > 0, NormalizeWeight: true } ? Text($"Stage 2 divides h by its mean over {recipe.Samples:N0}.") : "There is no stage 2.";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Say(FormattableString text) => terminal.Out.WriteLine(Wrapping.Wrap(Text(text), terminal.Width));
}
