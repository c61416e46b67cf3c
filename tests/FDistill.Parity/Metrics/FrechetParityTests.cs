using FDistill.Metrics;
using FDistill.Parity.Support;
using FDistill.Plugins.Metrics.Frechet;
using static TorchSharp.torch;

namespace FDistill.Parity.Metrics;

public sealed class FrechetParityTests
{
    private const string Recorded = "metrics/frechet";

    public static TheoryData<string> Checks => Recordings.Checks(Recorded, "metric.frechet");

    [Theory]
    [MemberData(nameof(Checks))]
    public void The_distance_is_that_of_the_references(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var (a, b) = (FeatureStatistics.Of(check.Input("a")), FeatureStatistics.Of(check.Input("b")));
        check.Expect("mu_a", a.Mean);
        check.Expect("sigma_a", a.Covariance);
        check.Expect("frechet_distance", FrechetDistance.Between(a, b));
    }
}
