using FDistill.Reports.Figures;

namespace FDistill.Hosting.Figures;

/// <summary>Makes the paper's figures of your own runs.</summary>
/// <param name="runs">The runs; several are seeds or variants of each other.</param>
/// <param name="others">Divergences to compare the runs' with.</param>
/// <param name="options">How many samples are drawn, and their seed.</param>
/// <param name="progress">Receives the progress of a figure that takes a while; null for nobody.</param>
public sealed class RunFigures(IReadOnlyList<FigureRun> runs, IReadOnlyList<NamedWeight> others, FigureOptions options, IProgress<FigureProgress>? progress = null)
{
    /// <summary>Makes a figure.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <exception cref="UserException">A run lacks what the figure
    /// needs: the message says what, and the way to it.</exception>
    /// <exception cref="InvalidDataException">Likewise, of the data in the run.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public Figure Make(FigureKind kind, CancellationToken cancel) => kind switch
    {
        FigureKind.Weighting => WeightFigure.Of([.. runs.Select(run => (run.Name, run.Divergence, Survey(run, cancel)))], [.. others.Where(other => runs.All(run => run.Divergence.Name != other.Name))]),
        FigureKind.Extremes => ExtremesFigure.Of(Divergences),
        FigureKind.Variance => VarianceFigure.Of(Divergences),
        FigureKind.Loss => LossFigure.Of(RunVariants.Of(runs, run => run.History)),
        FigureKind.ScoreDifference => ScoreDifferenceFigure.Of([.. runs.Select(run => (run.Name, Survey(run, cancel)))]),
        FigureKind.Samples => runs is [var run]
            ? run.Compare(options.Pictures, options.Seed, progress, cancel)
            : throw new UserException($"Figure 7 shows the samples of one run; {runs.Count} were named."),
        FigureKind.Progress => ProgressFigure.Of(RunVariants.Of(runs, run => run.Evaluations)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no figure"),
    };

    /// <summary>The runs' divergences and the others, each once.</summary>
    private IReadOnlyList<NamedWeight> Divergences => [.. runs.Select(run => run.Divergence).Concat(others).DistinctBy(divergence => divergence.Name)];

    private IReadOnlyList<SurveyedSample> Survey(FigureRun run, CancellationToken cancel) => run.Survey(options.Samples, options.Seed, progress, cancel);
}
