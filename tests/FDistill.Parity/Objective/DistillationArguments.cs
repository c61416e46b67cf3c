using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Parity.Checks;
using FDistill.Plugins.Divergences;
using static TorchSharp.torch;

namespace FDistill.Parity.Objective;

/// <summary>The peer's arguments as our options.</summary>
internal static class DistillationArguments
{
    /// <summary>The largest |log r| of the peer's method, where the arguments do not name it.</summary>
    private const double LogClamp = 10;

    /// <summary>Clamps and time bins of the density ratio.</summary>
    public static RatioOptions Ratio(Kwargs arguments) => new()
    {
        LogClamp = arguments.Number("logit_clamp", LogClamp),
        Lower = arguments.Number("ratio_lower"),
        Upper = arguments.Number("ratio_upper"),
        Normalize = arguments.Flag("ratio_normalization"),
        Bins = arguments.Integer("bin_num"),
        Binning = Binning.Time,
        EmaRate = arguments.Number("ratio_ema_rate"),
        Shrinkage = 0,
    };

    /// <summary>The divergence; reverse KL, whose weight is 1, where none is named.</summary>
    public static IDivergence Divergence(Kwargs arguments) => arguments.OptionalText("f_div") switch
    {
        "rkl" or null => new ReverseKl(),
        "kl" => new ForwardKl(),
        "js" => new JensenShannon(),
        "sf" => new SoftenedReverseKl(),
        "sh" => new SquaredHellinger(),
        "jf" => new Jeffreys(),
        "neyman" => new Neyman(),
        _ => throw arguments.Unknown("f_div", "rkl, kl, js, sf, neyman, sh or jf"),
    };

    /// <summary>h = 1/r, which the paper's table does not have.</summary>
    private sealed class Neyman : IDivergence
    {
        public Tensor Weight(DensityRatio ratio) => ratio.Value.clamp(min: 1e-8).reciprocal();
    }
}
