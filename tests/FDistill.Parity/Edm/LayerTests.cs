using FDistill.Parity.Support;
using FDistill.Plugins.Edm.Networks;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

public class LayerTests
{
    public static TheoryData<string> Layers => Recordings.Checks("edm/conv_embed", "edm.layer");

    public static TheoryData<string> Blocks => Recordings.Checks("edm/unetblocks", "edm.block");

    [Theory, MemberData(nameof(Layers))]
    public void Layers_are_the_references(string id)
    {
        using var recording = Recording.Open("edm/conv_embed");
        using var scope = NewDisposeScope();
        var check = recording[id];
        if (check.Setting("layer").GetString() == "PositionalEmbedding")
        {
            var embedding = new PositionalEmbedding(check.Setting("num_channels").GetInt64(), check.Setting("endpoint").GetBoolean(), check.Setting("max_positions").GetDouble());
            check.Expect("y", embedding.Embed(check.Input("x")));
            return;
        }
        if (check.Setting("layer").GetString() == "FourierEmbedding")
        {
            using var embedding = new FourierEmbedding(check.Setting("num_channels").GetInt64(), NetworkPlace.Cpu, check.Setting("scale").GetDouble());
            StateDict.Copy(check.Weights(), "", embedding, id);
            check.Expect("y", embedding.Embed(check.Input("x")));
            return;
        }
        using var layer = new Conv2d(
            check.Setting("in_channels").GetInt64(),
            check.Setting("out_channels").GetInt64(),
            check.Setting("kernel").GetInt64(),
            NetworkPlace.Cpu,
            NetworkArguments.ResampleOf(check.Settings),
            new ResampleFilter(NetworkArguments.Numbers(check.Settings, "resample_filter")),
            fused: check.Setting("fused_resample").GetBoolean());
        StateDict.Copy(check.Weights(), "", layer, id);
        check.Expect("y", layer.forward(check.Input("x")));
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Blocks_are_the_references(string id)
    {
        using var recording = Recording.Open("edm/unetblocks");
        using var scope = NewDisposeScope();
        var check = recording[id];
        using var block = new UNetBlock(NetworkArguments.Block(check.Settings), NetworkPlace.Cpu);
        StateDict.Copy(check.Weights(), "", block, id);
        check.Expect("y", block.forward(check.Input("x"), check.Input("emb")));
    }
}
