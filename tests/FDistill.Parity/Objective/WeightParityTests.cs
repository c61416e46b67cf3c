using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Parity.Support;
using static TorchSharp.torch;

namespace FDistill.Parity.Objective;

public sealed class WeightParityTests
{
    private const string Recorded = "fdistill/weighting_h";

    public static TheoryData<string> Checks => Recordings.Checks(Recorded, "fdistill.weight");

    [Theory]
    [MemberData(nameof(Checks))]
    public void Ratio_bins_and_weight_are_those_of_the_peer(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var options = PeerSettings.Ratio(check);
        var noise = new GivenSchedule(check.Setting("min_t").GetDouble(), check.Setting("max_t").GetDouble());
        var divergence = PeerSettings.Divergence(check);
        using var normalizer = new RatioNormalizer(noise, options, new SingleProcess(), CPU);
        normalizer.Averages.fill_(check.Setting("initial_bins").GetDouble());

        foreach (var step in check.Steps)
        {
            var t = step.Input("t");
            var ratio = normalizer.Normalize(RatioEstimate.Of(step.Input("fake_logits"), options), t);
            var weight = DivergenceWeight.Of(divergence, ratio);
            var normalized = WeightNormalizer.Normalize(weight, WeightNormalizer.Mean(weight, new SingleProcess()));
            var results = new Dictionary<string, Tensor> { ["h"] = normalized, ["bins"] = normalizer.Averages, ["bin_idx"] = new TimeBins(noise, options).IndexOf(t) };
            foreach (var role in step.Outputs) step.Expect(role, results[role]);
        }
    }
}
