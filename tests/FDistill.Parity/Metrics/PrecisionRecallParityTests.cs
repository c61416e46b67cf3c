using FDistill.Parity.Support;
using FDistill.Plugins.Metrics.PrecisionRecall;
using static TorchSharp.torch;

namespace FDistill.Parity.Metrics;

public sealed class PrecisionRecallParityTests
{
    private const string Recorded = "metrics/precision_recall";

    public static TheoryData<string> Checks => Recordings.Checks(Recorded, "metric.precision_recall");

    [Theory]
    [MemberData(nameof(Checks))]
    public void Values_and_radii_are_those_of_the_references(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var options = new PrecisionRecallOptions
        {
            Neighbours = check.Setting("k").GetInt32(),
            Definition = Enum.Parse<PrecisionRecallDefinition>(check.Setting("definition").GetString()!, ignoreCase: true),
        };
        var (real, fake) = (check.Input("real"), check.Input("fake"));
        foreach (var (name, value) in new PrecisionRecallMetric(options).Measure(real, fake, TestContext.Current.CancellationToken)) check.Expect(name, value);

        var squared = NeighbourRadii.Squared(real, options.Neighbours, TestContext.Current.CancellationToken);
        if (check.Outputs.Contains("radii_real")) check.Expect("radii_real", squared.sqrt());
        if (check.Outputs.Contains("squared_radii_real")) check.Expect("squared_radii_real", squared);
        if (check.Outputs.Contains("fake_in_real"))
            check.Expect("fake_in_real", BallOverlap.Of(real, fake, options.Neighbours, withBoundary: true, TestContext.Current.CancellationToken).BallsAroundSample > 0);
    }
}
