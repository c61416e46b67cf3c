using FDistill.Engine.Objective;
using FDistill.Engine.Training.Loop;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Objective;

/// <summary>h of a batch, with the running average of r in every time bin.</summary>
internal sealed class WeightKind : ICheckKind
{
    public string Name => "fdistill.weight";

    public void Compute(Check check, CheckCall call)
    {
        var arguments = check.Kwargs;
        var options = DistillationArguments.Ratio(arguments);
        var noise = new TimeRange(arguments.Number("min_t"), arguments.Number("max_t"));
        var divergence = DistillationArguments.Divergence(arguments);
        var initial = arguments.Number("initial_bins");
        var normalizer = check.Shared(() =>
        {
            var fresh = new RatioNormalizer(noise, options, new SingleProcess(), CPU);
            fresh.Averages.fill_(initial);
            return fresh;
        });

        var (logits, t) = (call.Input("fake_logits"), call.Input("t").to_type(float64));
        var (ratio, averages) = normalizer.Normalize(RatioEstimate.Of(logits, options), t);
        normalizer.Take(averages);
        var weight = DivergenceWeight.Of(divergence, ratio);
        var h = WeightNormalizer.Normalize(weight, WeightNormalizer.Mean(weight, new SingleProcess()));

        call.Return("h", h.to_type(logits.dtype));
        call.Return("bins", normalizer.Averages);
        call.Return("bin_idx", new TimeBins(noise, options).IndexOf(t));
    }
}
