using FDistill.Parity.Checks;
using FDistill.Plugins.Metrics.PrecisionRecall;
using static TorchSharp.torch;

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
        if (call.Wants("realism")) call.Return("realism", Realism(real, fake, squared));
    }

    /// <summary>By how much the best of the reals' balls reaches beyond each fake
    /// (Kynkäänniemi et al. 2019, eq. 3), with the recordings' guard against 0.</summary>
    private static Tensor Realism(Tensor real, Tensor fake, Tensor squaredRadii)
    {
        var realism = zeros(fake.shape[0], dtype: ScalarType.Float64, device: CPU);
        Distances.Between(fake, real, block => realism.narrow(0, block.First, block.Count).copy_((squaredRadii / (block.Squared + 1e-5)).amax([1])), CancellationToken.None);
        return realism;
    }
}
