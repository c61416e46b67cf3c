namespace FDistill.Reports.Laboratory;

/// <summary>Something that an h must not do.</summary>
/// <param name="What">What it does, after "h".</param>
/// <param name="LogRatio">log r where it does.</param>
/// <param name="PreventsIntegration">Whether there is then no f.</param>
public sealed record WeightFault(string What, double LogRatio, bool PreventsIntegration)
{
    /// <summary>The ratio where it does.</summary>
    public double Ratio => Math.Exp(LogRatio);

    /// <summary>What was seen there.</summary>
    public string Evidence { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"h {What}, at r = {Ratio:0.####e+0}{(Evidence.Length > 0 ? ": " : "")}{Evidence}");
}
