namespace FDistill.Reports.Laboratory;

/// <summary>The words of Table 1, by rules that give the paper's for its six divergences.</summary>
public static class Classification
{
    /// <summary>m of the normalised variance at which a variance is called low or high.</summary>
    public const double Distance = 2;

    /// <summary>Variances below this are rounding errors of a constant h.</summary>
    internal const double Negligible = 1e-9;

    private const double Rounding = 1e-6, HighVariance = 5;

    /// <summary>The rules, one sentence each, to be stated beside the entries.</summary>
    public static IReadOnlyList<string> Rules { get; } =
    [
        "Mode-seeking: 'Yes' where lim f(r)/r over f''(1), f in standard form, is at most 1; 'Medium' where it is finite; 'No' where it is infinite.",
        "Saturation: 'Yes' where h(r) goes to 0 as r goes to 0 and h grows slower than r as r goes to infinity.",
        "Variance: '-' where h is constant; 'High' where Var h / (E h)^2 between N(0, 1) and N(2, 1) is above 5; 'Low' otherwise.",
    ];

    /// <summary>Whether the student may leave modes out at little cost.</summary>
    /// <param name="limit">The limit of <see cref="ModeSeekingLimit"/>.</param>
    public static string ModeSeeking(double limit) => limit switch
    {
        double.NaN => "undefined",
        <= 1 + Rounding => "Yes",
        double.PositiveInfinity => "No",
        _ => "Medium",
    };

    /// <summary>Whether the gradient fades where the student's samples are far from the teacher's.</summary>
    /// <param name="atZero">h at r → 0.</param>
    /// <param name="atInfinity">h at r → ∞.</param>
    public static string Saturation(Tail atZero, Tail atInfinity)
    {
        ArgumentNullException.ThrowIfNull(atZero);
        ArgumentNullException.ThrowIfNull(atInfinity);
        return atZero.Limit == 0 && atInfinity.Exponent < 1 - Rounding ? "Yes" : "No";
    }

    /// <summary>How unevenly samples count.</summary>
    /// <param name="normalizedVariance">At m = <see cref="Distance"/>.</param>
    public static string Variance(double normalizedVariance) => normalizedVariance switch
    {
        < Rounding => "-",
        > HighVariance => "High",
        _ => "Low",
    };
}
