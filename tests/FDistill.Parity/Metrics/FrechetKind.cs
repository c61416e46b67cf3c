using FDistill.Metrics;
using FDistill.Parity.Checks;
using FDistill.Plugins.Metrics.Frechet;

namespace FDistill.Parity.Metrics;

/// <summary>The Fréchet distance of two sets of features, and their statistics.</summary>
internal sealed class FrechetKind : ICheckKind
{
    public string Name => "metric.frechet";

    public void Compute(Check check, CheckCall call)
    {
        var (a, b) = (FeatureStatistics.Of(call.Input("a")), FeatureStatistics.Of(call.Input("b")));
        call.Return("mu_a", a.Mean);
        call.Return("sigma_a", a.Covariance);
        call.Return("mu_b", b.Mean);
        call.Return("frechet_distance", FrechetDistance.Between(a, b));
    }
}
