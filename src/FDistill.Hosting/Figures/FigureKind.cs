namespace FDistill.Hosting.Figures;

/// <summary>The figures of the paper that can be made of your own runs.</summary>
public enum FigureKind
{
    /// <summary>Fig. 3 and 9: h over log r with the run's own ratios.</summary>
    Weighting,

    /// <summary>Fig. 4: f' and h at the extremes.</summary>
    Extremes,

    /// <summary>Fig. 5a: the normalised variance of h over m.</summary>
    Variance,

    /// <summary>Fig. 5b and 10: the loss over the iterations.</summary>
    Loss,

    /// <summary>Fig. 6: h of samples sorted by their score difference.</summary>
    ScoreDifference,

    /// <summary>Fig. 7: teacher against student.</summary>
    Samples,

    /// <summary>Fréchet distance and recall over the iterations.</summary>
    Progress,
}
