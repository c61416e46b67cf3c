using FDistill.Parity.Checks;
using FDistill.Plugins.Metrics.PrecisionRecall;

namespace FDistill.Parity.Metrics;

/// <summary>Precision and recall over balls around nearest neighbours, and the balls' radii.</summary>
internal sealed class PrecisionRecallKind : ICheckKind
{
    public string Name => "metric.precision_recall";

    public void Compute(Check check, CheckCall call)
    {
        var options = new PrecisionRecallOptions
        {
            Neighbours = check.Kwargs.Integer("k"),
            Definition = check.Kwargs.Text("definition") switch
            {
                "improved" => PrecisionRecallDefinition.Improved,
                "prdc" => PrecisionRecallDefinition.Prdc,
                _ => throw check.Kwargs.Unknown("definition", "improved or prdc"),
            },
        };
        var (real, fake) = (call.Input("real"), call.Input("fake"));
        foreach (var (name, value) in new PrecisionRecallMetric(options).Measure(real, fake, CancellationToken.None)) call.Return(name, value);

        var squared = NeighbourRadii.Squared(real, options.Neighbours, CancellationToken.None);
        call.Return("radii_real", squared.sqrt());
        call.Return("squared_radii_real", squared);
        if (call.Wants("fake_in_real"))
            call.Return("fake_in_real", BallOverlap.Of(real, fake, options.Neighbours, withBoundary: true, CancellationToken.None).BallsAroundSample > 0);
        if (call.Wants("realism")) throw new NotBuiltYetException("realism is not implemented yet");
    }
}
