using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Support;

/// <summary>Two processes that see the same: every sum is twice the value.</summary>
internal sealed class TwinProcess : ICollective
{
    public int Rank => 0;

    public int World => 2;

    public Tensor Sum(Tensor value) => value * 2;
}
