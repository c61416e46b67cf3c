using FDistill.Reports.Wording;
using FDistill.Reproduction.Runs;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Results;

/// <summary>The pages of what is reproduced: ours beside the paper's, what the
/// differences are worth, pictures, and the commands that make it again.</summary>
/// <param name="folder">Where they go.</param>
/// <param name="command">The command line that makes them again.</param>
/// <param name="machine">What was computed on.</param>
internal sealed class StudyPage(string folder, string command, string machine)
{
    /// <summary>The page's file.</summary>
    /// <param name="name">The study's name.</param>
    public string PathOf(string name) => Path.Combine(folder, name + ".md");

    /// <summary>Writes the page of a study, and its pictures.</summary>
    /// <param name="study">The study.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="results">What its runs measured.</param>
    /// <param name="figures">Makes the paper's figures.</param>
    public void Write(Study study, Scale scale, IReadOnlyList<BlockResult> results, StudyFigures figures)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(scale);
        var page = new PageText().Heading($"{study.Title}, at the scale '{scale.Name}'").Paragraph(study.Asks).Paragraph($"Here: {scale.Description}.");
        if (study.Remark is { } remark) page.Paragraph(remark);
        var pictures = new StudyPictures(Path.Combine(folder, study.Name), figures);
        foreach (var part in results.GroupBy(result => scale.RunFiles[result.Block.Data].Name))
        foreach (var (number, result) in part.Index())
            Add(page, study, result, pictures, part.Count() == 1 ? part.Key : $"{part.Key}-{number + 1}");
        AddCommands(page, results);
        page.Write(PathOf(study.Name));
    }

    /// <summary>Writes the page of a table of certificates.</summary>
    /// <param name="result">The table.</param>
    public void Write(CertificateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (table, cells) = (result.Table, result.ToTable());
        var page = new PageText().Heading(table.Title).Paragraph("From each divergence's h alone, without any run. " + result.Verdict).Table(cells.Headings, cells.Rows);
        foreach (var rule in table.Rules) page.Paragraph(rule);
        page.Heading("How it was made", level: 2).Command(command).Write(PathOf(table.Name));
    }

    private static void Add(PageText page, Study study, BlockResult result, StudyPictures pictures, string prefix)
    {
        var table = ResultTable.Of(result);
        page.Table(table.Headings, table.Rows);
        page.Paragraph("Ours are means over the seeds ± their standard deviation. " + SeedComparison.Rule(result.Seeds));
        foreach (var (column, paper) in result.Columns)
            if (paper is not null && PaperOrder.Of(result.Rows, column.Name, paper) is { Pairs: > 0 } order) page.Paragraph($"{column.Title}, beside the paper's {paper}. {order.Text}");
        foreach (var difference in FurtherDifferences.Of(result)) page.Paragraph(difference);
        foreach (var picture in pictures.Draw(study, result, prefix).Concat(pictures.Sheets(result)))
        {
            if (picture.File is { } file) page.Picture(picture.Title, $"{study.Name}/{file}");
            page.Paragraph(picture.Shows);
        }
    }

    private void AddCommands(PageText page, IReadOnlyList<BlockResult> results)
    {
        var runs = results.SelectMany(result => result.Rows).SelectMany(row => row.Runs).Distinct().ToList();
        var done = runs.Where(run => run.IsDone).Select(run => RunState.Read(run.Folder)).ToList();
        page.Heading("How it was made", level: 2).Command(command);
        page.Paragraph($"{done.Count} of {runs.Count} runs, {DurationText.Of(done.Sum(state => state.TrainingSeconds))} of training in all, on {machine}. "
            + "Each run is one of the run file below with these keys changed, for each seed; its folder holds its report, its measures and its configuration with every default.");
        page.Table(["run", "run file", "changed"], runs.DistinctBy(run => (run.Base, run.Variant)).Select(run => new[]
        {
            $"{run.Base.Name}-{run.Variant.Name}", $"samples/{run.Base.File}", string.Join(", ", run.Variant.Settings.Select(setting => $"`{setting}`")),
        }));
    }
}
