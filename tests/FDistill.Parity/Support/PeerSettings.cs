using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Plugins.Divergences;
using static TorchSharp.torch;

namespace FDistill.Parity.Support;

/// <summary>The peer's settings in our options.</summary>
internal static class PeerSettings
{
    public static RatioOptions Ratio(Check check) => new()
    {
        LogClamp = 10,
        Lower = check.Setting("ratio_lower").GetDouble(),
        Upper = check.Setting("ratio_upper").GetDouble(),
        Normalize = check.Setting("ratio_normalization").GetBoolean(),
        Bins = check.Setting("bin_num").GetInt32(),
        Binning = Binning.Time,
        EmaRate = check.Setting("ratio_ema_rate").GetDouble(),
        Minimum = 1,
    };

    public static IDivergence Divergence(Check check) => check.Setting("f_div").GetString() switch
    {
        "rkl" or null => new ReverseKl(),
        "kl" => new ForwardKl(),
        "js" => new JensenShannon(),
        "sf" => new SoftenedReverseKl(),
        "sh" => new SquaredHellinger(),
        "jf" => new Jeffreys(),
        "neyman" => new Neyman(),
        var other => throw new NotSupportedException(other),
    };

    /// <summary>h = 1/r, which the paper's table does not have.</summary>
    private sealed class Neyman : IDivergence
    {
        public Tensor Weight(DensityRatio ratio) => ratio.Value.clamp(min: 1e-8).reciprocal();
    }
}
