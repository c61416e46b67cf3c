using FDistill.Divergences;
using FDistill.Plugins.Divergences;

namespace FDistill.Reports.Tests.Support;

/// <summary>The six divergences of Table 1 with their f and f'(1).</summary>
internal static class ClosedForms
{
    public static TheoryData<string> Names => ["reverse-kl", "softened-reverse-kl", "js", "squared-hellinger", "forward-kl", "jeffreys"];

    public static (IDivergence Divergence, Func<double, double> F, double SlopeAtOne) Of(string name) => name switch
    {
        "reverse-kl" => (new ReverseKl(), r => -Math.Log(r), -1),
        "softened-reverse-kl" => (new SoftenedReverseKl(), r => (r + 1) * Math.Log((r + 1) / (2 * r)), -1),
        "js" => (new JensenShannon(), r => r * Math.Log(r) - (r + 1) * Math.Log((r + 1) / 2), 0),
        "squared-hellinger" => (new SquaredHellinger(), r => 1 - Math.Sqrt(r), -0.5),
        "forward-kl" => (new ForwardKl(), r => r * Math.Log(r), 1),
        "jeffreys" => (new Jeffreys(), r => (r - 1) * Math.Log(r), 0),
        _ => throw new ArgumentException(name, nameof(name)),
    };
}
