using FDistill.Parity.Checks;
using FDistill.Plugins.Edm.Networks;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>One block of a U-Net.</summary>
internal sealed class BlockKind : INetworkKind
{
    public string Name => "edm.block";

    public void Compute(Check check, CheckCall call)
    {
        using var ungraded = no_grad();
        using var block = new UNetBlock(NetworkArguments.Block(check.Kwargs), NetworkPlace.Cpu);
        check.Weights().CopyTo(block);
        call.Return("y", block.forward(call.Input("x"), call.Input("emb")));
    }
}
