using System.Collections;
using FDistill.Divergences;
using FDistill.Hosting.Figures;
using FDistill.Reports;
using FDistill.Reports.Figures;
using FDistill.Reports.Laboratory;
using FDistill.Reproduction.Runs;
using Microsoft.Extensions.Logging;

namespace FDistill.Reproduction.Results;

/// <summary>The paper's figures of a study's runs, as <c>fdistill figure</c> makes them of any run.</summary>
/// <param name="create">Makes a divergence of a name.</param>
/// <param name="environment">The environment variables.</param>
/// <param name="logging">Where messages go.</param>
/// <param name="cancel">Asks to stop.</param>
internal sealed class StudyFigures(Func<string, IDivergence> create, IDictionary environment, Action<ILoggingBuilder> logging, CancellationToken cancel)
{
    private static readonly FigureOptions Options = new() { Samples = 1600, Pictures = 20 };

    /// <summary>Makes figures.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="result">The rows; of those whose runs are done.</param>
    /// <returns>The figures: one, or for samples one of each row; the name of each is that of its file.</returns>
    /// <exception cref="InvalidDataException">The runs lack what the figure needs.</exception>
    public IEnumerable<Figure> Make(FigureKind kind, BlockResult result)
    {
        List<(string Label, List<PlannedRun> Runs)> rows = [.. result.Rows
            .Select(row => (row.Row.Label, Done: row.Runs.Where(run => run.IsDone).ToList())).Where(row => row.Done.Count > 0)];
        if (kind == FigureKind.Variance) return [VarianceFigure.Of([.. Certificates.Table1.Table.Rows.Select(row => new NamedWeight(row.Label, new WeightFunction(create(row.Divergence))))])];
        if (rows.Count == 0) return [];
        return kind switch
        {
            FigureKind.Loss => [LossFigure.Of([.. rows.Select(row => new Variant(row.Label, [.. row.Runs.Select(run => MetricsLog.Read(run.Folder.Metrics))]))])],
            FigureKind.Progress => [ProgressFigure.Of([.. rows.Select(row => new Variant(row.Label, [.. row.Runs.Select(run => Of(run, opened => opened.Evaluations))]))])],
            FigureKind.ScoreDifference => [ScoreDifferenceFigure.Of([.. rows.Select(row => (row.Label, Of(row.Runs[0], run => run.Survey(Options.Samples, Options.Seed, null, cancel))))])],
            FigureKind.Samples => rows.Select(row => Of(row.Runs[0], run => Samples(run, row.Label, row.Runs[0].Variant.Name))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no study has this figure"),
        };
    }

    private Figure Samples(FigureRun run, string label, string variant)
    {
        var figure = run.Compare(Options.Pictures, Options.Seed, null, cancel);
        return figure with { Name = $"{figure.Name}-{variant}", Reading = $"{label}: {figure.Reading}" };
    }

    private T Of<T>(PlannedRun run, Func<FigureRun, T> use)
    {
        using var opened = FigureRun.Open(run.Folder.Path, [], environment, logging);
        return use(opened);
    }
}
