using FDistill.Hosting.Figures;
using FDistill.Reports.Charts;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Results;

/// <summary>The pictures of a study's page, in a folder beside it.</summary>
/// <param name="folder">The folder.</param>
/// <param name="figures">Makes the paper's figures.</param>
internal sealed class StudyPictures(string folder, StudyFigures figures)
{
    private const string Teacher = "teacher.png", Vector = ".svg", Pixels = ".png";

    /// <summary>Draws the charts and figures of a part of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="result">The part.</param>
    /// <param name="prefix">What the files' names begin with.</param>
    public IEnumerable<StudyPicture> Draw(Study study, BlockResult result, string prefix)
    {
        foreach (var (column, paper) in result.Columns)
            if (paper is not null && StudyCharts.AtTheEnd(result.Rows, column) is { } chart) yield return Draw(chart, $"{prefix}-{column.Name}");
        foreach (var curve in study.Curves)
            if (StudyCharts.OverIterations(result.Rows, curve) is { } chart) yield return Draw(chart, $"{prefix}-{curve.Measure}");
        foreach (var picture in study.Figures.SelectMany(kind => Draw(kind, result, prefix))) yield return picture;
    }

    /// <summary>Copies the last sheet of samples of each row's first run that is
    /// done, and the teacher's; all are of the same noise and conditions.</summary>
    /// <param name="result">The rows.</param>
    public IReadOnlyList<StudyPicture> Sheets(BlockResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var copied = new List<StudyPicture>();
        foreach (var row in result.Rows)
        {
            if (row.Runs.FirstOrDefault(run => run.IsDone) is not { } run || !Directory.Exists(run.Folder.Samples)) continue;
            var teacher = Path.Combine(run.Folder.Samples, Teacher);
            if (copied.Count == 0 && File.Exists(teacher)) copied.Add(Copy(teacher, "teacher", $"{run.Base.Name}-{Teacher}"));
            if (Directory.EnumerateFiles(run.Folder.Samples, "*.png").Where(file => Path.GetFileName(file) != Teacher).Max(StringComparer.Ordinal) is { } last)
                copied.Add(Copy(last, $"{row.Row.Label}, seed {run.Seed}", $"{run.Base.Name}-{run.Variant.Name}.png"));
        }

        return copied;
    }

    /// <summary>A figure for which the runs have not what it needs is reported in its place.</summary>
    private List<StudyPicture> Draw(FigureKind kind, BlockResult result, string prefix)
    {
        try
        {
            return [.. figures.Make(kind, result).Select(figure =>
            {
                var name = $"{prefix}-{figure.Name}{(figure.Pictures is null ? Vector : Pixels)}";
                figure.Write(Path.Combine(folder, name));
                return new StudyPicture(figure.Name, figure.Reading, name);
            })];
        }
        catch (InvalidDataException lacking)
        {
            return [new StudyPicture($"{kind}", $"Not drawn: {lacking.Message}", File: null)];
        }
    }

    private StudyPicture Draw(Chart chart, string name)
    {
        ChartFile.Write(Path.Combine(folder, name + Vector), chart);
        return new StudyPicture(chart.Title, $"{chart.Title}. {chart.Caption}", name + Vector);
    }

    private StudyPicture Copy(string file, string shows, string name)
    {
        Directory.CreateDirectory(folder);
        File.Copy(file, Path.Combine(folder, name), overwrite: true);
        return new StudyPicture(shows, shows, name);
    }
}

/// <summary>A picture of a page.</summary>
/// <param name="Title">What to call it.</param>
/// <param name="Shows">What is to be seen.</param>
/// <param name="File">Its file's name; null for one that could not be made.</param>
internal sealed record StudyPicture(string Title, string Shows, string? File);
