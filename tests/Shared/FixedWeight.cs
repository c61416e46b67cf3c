using FDistill.Divergences;
using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>A divergence given by a function.</summary>
internal sealed class FixedWeight(Func<DensityRatio, Tensor> weight) : IDivergence
{
    public Tensor Weight(DensityRatio ratio) => weight(ratio);
}
