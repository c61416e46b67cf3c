using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Tests.Support;

/// <summary>h of plain numbers.</summary>
public static class Weights
{
    public static float[] Of(IDivergence divergence, params float[] logRatios)
    {
        using var scope = NewDisposeScope();
        var log = tensor(logRatios, dtype: float32, device: CPU);
        return divergence.Weight(DensityRatio.FromLog(log)).data<float>().ToArray();
    }
}
