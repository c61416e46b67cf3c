using FDistill.Divergences;

namespace FDistill.Reports.Laboratory;

/// <summary>All that follows for a divergence from its h alone: its row of
/// Table 1 and of Table 6, with the numbers that it rests on.</summary>
public sealed record DivergenceCertificate
{
    private const int CurvePlaces = 73;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What h does that it must not; empty where Proposition 1 applies.</summary>
    public required IReadOnlyList<WeightFault> Faults { get; init; }

    /// <summary>The smallest and the largest h that was looked at; null where h is at fault.</summary>
    public WeightRange? Range { get; init; }

    /// <summary>The exact tail weights, where the divergence gives them: to be read beside
    /// the fitted ones of <see cref="AtZero"/> and <see cref="AtInfinity"/>.</summary>
    public TailWeights? TailWeights { get; init; }

    /// <summary>h at r → 0; null where h is at fault.</summary>
    public Tail? AtZero { get; init; }

    /// <summary>h at r → ∞; null where h is at fault.</summary>
    public Tail? AtInfinity { get; init; }

    /// <summary>lim f(r)/r over f''(1), as r → ∞.</summary>
    public double? ModeSeekingLimit { get; init; }

    /// <summary>Var h / (E h)² between N(0, 1) and N(m, 1), by m.</summary>
    public IReadOnlyList<(double M, double Variance)> Variances { get; init; } = [];

    /// <summary>h, f and its slope over log r.</summary>
    public IReadOnlyList<CertificatePoint> Curve { get; init; } = [];

    /// <summary>Whether h is the weighting of some f-divergence, as far as can be seen.</summary>
    public bool IsSound => Faults.Count == 0;

    /// <summary>The word of Table 1 on mode-seeking.</summary>
    public string? ModeSeeking => ModeSeekingLimit is { } limit ? Classification.ModeSeeking(limit) : null;

    /// <summary>The word of Table 1 on saturation.</summary>
    public string? Saturation => AtZero is null || AtInfinity is null ? null : Classification.Saturation(AtZero, AtInfinity);

    /// <summary>The word of Table 1 on variance.</summary>
    public string? Variance => VarianceAt(Classification.Distance) is { } variance ? Classification.Variance(variance) : null;

    /// <summary>The entry of <see cref="Variances"/> at one m.</summary>
    /// <param name="m">One of theirs.</param>
    /// <returns>Null where h is at fault.</returns>
    public double? VarianceAt(double m) => Variances.Count == 0 ? null : Variances.Single(entry => entry.M == m).Variance;

    /// <summary>Examines a divergence.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="divergence">The divergence.</param>
    /// <exception cref="InvalidOperationException">It breaks its contract: the message says how.</exception>
    public static DivergenceCertificate Of(string name, IDivergence divergence)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        var h = new WeightFunction(divergence);
        var faults = WeightChecks.Of(h);
        if (faults.Any(fault => fault.PreventsIntegration)) return new DivergenceCertificate { Name = name, Faults = faults };

        var f = new RebuiltDivergence(h);
        var (atZero, atInfinity) = (Tail.AtZero(h), Tail.AtInfinity(h));
        return new DivergenceCertificate
        {
            Name = name,
            Faults = faults,
            Range = WeightChecks.Range(h),
            TailWeights = divergence.TailWeights,
            AtZero = atZero,
            AtInfinity = atInfinity,
            ModeSeekingLimit = Laboratory.ModeSeekingLimit.Of(h, atInfinity),
            Variances = [.. Enumerable.Range(1, 12).Select(k => k / 4.0).Select(m => (m, NormalizedVariance.Of(h, m)))],
            Curve = [.. EvenPlaces.Between(-6, 6, CurvePlaces).Select(x => new CertificatePoint(x, h.At(x), f.F(x), f.Slope(x), f.Conjugate(x)))],
        };
    }
}

/// <summary>A divergence at one ratio.</summary>
/// <param name="LogRatio">log r.</param>
/// <param name="H">h(r).</param>
/// <param name="F">f(r), in standard form.</param>
/// <param name="Slope">f'(r).</param>
/// <param name="Conjugate">f*(f'(r)).</param>
public sealed record CertificatePoint(double LogRatio, double H, double F, double Slope, double Conjugate)
{
    /// <summary>f''(r) = h(r)/r².</summary>
    public double Curvature => H * Math.Exp(-2 * LogRatio);
}
