using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed.Estimators;

/// <summary>Measures bias and variance of each part of the estimator by itself: the head's
/// ratio, the fake score, both stages of the normalisation (Section 4, Algorithm 1).</summary>
/// <param name="parts">Makes teacher and head of a seed; what it returns stays its own.</param>
/// <param name="options">How.</param>
public sealed class EstimatorStudy(Func<long, TestbedParts> parts, EstimatorOptions options)
{
    /// <summary>Trains and measures.</summary>
    /// <param name="divergences">Whose gradients are looked at.</param>
    /// <param name="progress">Who watches.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public EstimatorReport Measure(IReadOnlyList<NamedDivergence> divergences, IProgress<TestbedProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(divergences);
        using var scope = NewDisposeScope();
        var teacher = parts(options.Seed).Teacher;
        var pair = new ExactPair(teacher, Students.BesideEveryMode(teacher));
        var networks = new List<FakeScoreAndHead>();
        try
        {
            Train(networks, pair, new Watch("fake scores and heads learn", options.Networks * options.Turns, progress, cancel));
            using var ungraded = no_grad();
            var levels = new LearnedErrors(pair, options).Of(networks);
            return new(pair.Student.Dimension, levels, Gradients(divergences, pair, networks[0], new Watch("gradients", divergences.Count, progress, cancel)));
        }
        finally
        {
            foreach (var network in networks) network.Dispose();
        }
    }

    private void Train(List<FakeScoreAndHead> networks, ExactPair pair, Watch watch)
    {
        for (var number = 0; number < options.Networks; number++)
        {
            networks.Add(new FakeScoreAndHead(parts(options.Seed + number), pair, options.Training, options.Seed + number));
            for (var turn = 0; turn < options.Turns; turn++)
            {
                networks[^1].Learn();
                watch.Done();
            }
        }
    }

    private List<GradientRow> Gradients(IReadOnlyList<NamedDivergence> divergences, ExactPair pair, FakeScoreAndHead fakeScoreAndHead, Watch watch)
    {
        using var draws = new GradientDraws(pair, fakeScoreAndHead, options);
        var rows = new List<GradientRow>();
        foreach (var divergence in divergences)
        {
            rows.Add(draws.Row(divergence));
            watch.Done();
        }

        return rows;
    }
}

/// <summary>Bias and variance of the estimator's parts.</summary>
/// <param name="Dimension">D.</param>
/// <param name="Levels">Of the ratio and the scores, by noise level.</param>
/// <param name="Gradients">Of the gradient, by divergence.</param>
public sealed record EstimatorReport(long Dimension, IReadOnlyList<EstimatorLevel> Levels, IReadOnlyList<GradientRow> Gradients);
