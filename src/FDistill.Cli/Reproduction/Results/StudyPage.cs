using System.Text;
using FDistill.Cli.Presentation;
using FDistill.Cli.Reproduction.Runs;
using FDistill.Cli.Reproduction.Studies;

namespace FDistill.Cli.Reproduction.Results;

/// <summary>The page of a study: ours beside the paper's, what the differences are worth, pictures, and the commands that make it again.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="command">The command line that makes the page again.</param>
/// <param name="machine">What it was computed on.</param>
internal sealed class StudyPage(ReproductionRequest request, string command, string machine)
{
    private const int Width = 110;

    /// <summary>The page's file.</summary>
    public string PathOf(Study study) => Path.Combine(request.Output, study.Name + ".md");

    /// <summary>Writes the page, and the pictures beside it.</summary>
    /// <param name="study">The study.</param>
    /// <param name="results">What its runs measured.</param>
    public void Write(Study study, IReadOnlyList<BlockResult> results)
    {
        ArgumentNullException.ThrowIfNull(study);
        var pictures = new StudyPictures(Path.Combine(request.Output, study.Name));
        var page = new StringBuilder();
        page.Append($"# {study.Title}, at the scale '{request.Scale.Name}'\n\n");
        Paragraph(page, study.Asks);
        Paragraph(page, $"Here: {request.Scale.Description}.");
        if (study.Remark is { } remark) Paragraph(page, remark);
        foreach (var result in results)
        {
            var table = ResultTable.Of(result);
            page.Append(MarkdownTable.Render(table.Headings, table.Rows)).Append('\n');
            Paragraph(page, "Ours are means over the seeds ± their standard deviation. " + SeedComparison.Rule(request.Seeds.Count));
            foreach (var (column, paper) in result.Columns)
                if (paper is not null && PaperOrder.Of(result.Rows, column.Name, paper).Text is { } order) Paragraph(page, $"{column.Title}: {order}");
            foreach (var (label, file) in pictures.Copy(result)) page.Append($"![{label}]({study.Name}/{file})\n\n{label}\n\n");
        }

        AppendCommands(page, results);
        Directory.CreateDirectory(request.Output);
        File.WriteAllText(PathOf(study), page.ToString());
    }

    private void AppendCommands(StringBuilder page, IReadOnlyList<BlockResult> results)
    {
        var runs = results.SelectMany(result => result.Rows).SelectMany(row => row.Runs).Distinct().ToList();
        var done = runs.Select(run => run.State).Where(state => state.Stage == RunStage.Done).ToList();
        page.Append("## How it was made\n\n");
        page.Append($"    {command}\n\n");
        Paragraph(page, $"{done.Count} of {runs.Count} runs, {DurationText.Of(done.Sum(state => state.TrainingSeconds))} of training in all, on {machine}. "
            + "Each run is that of the run file named below with these keys changed, once for each seed; its folder holds its report, its measures and its configuration with every default.");
        page.Append(MarkdownTable.Render(["run", "run file", "changed"],
            runs.DistinctBy(run => (run.Base, run.Variant)).Select(run => new[] { $"{run.Base.Name}-{run.Variant.Name}", $"samples/{run.Base.File}", string.Join(", ", run.Variant.Settings.Select(setting => $"`{setting}`")) })));
    }

    private static void Paragraph(StringBuilder page, string text) => page.Append(Wrapping.Wrap(text, Width, hang: 0).ReplaceLineEndings("\n")).Append("\n\n");
}
