using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Testing.Heads;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads.Tests;

public sealed class EdmHeadLaws : HeadLaws
{
    protected override IReadOnlyList<FeatureMap> Available => [new("enc.16x16_block0", 8, 16, 16), new("enc.8x8_block0", 16, 8, 8)];

    protected override IDiscriminatorHead CreateHead() => new EdmHead(new EdmHeadOptions { Resolutions = [16, 8], Groups = 2, NormalizeLastMap = false }, new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
}

public sealed class SdHeadLaws : HeadLaws
{
    protected override IReadOnlyList<FeatureMap> Available => [new("down_blocks.0", 64, 16, 16), new("mid_block", 64, 8, 8)];

    protected override IDiscriminatorHead CreateHead() => new SdHead(new SdHeadOptions { Blocks = [0, 1] }, new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
}

public sealed class PooledMlpHeadLaws : HeadLaws
{
    protected override IReadOnlyList<FeatureMap> Available => [new("state", 5, 1, 1), new("map", 3, 2, 4)];

    protected override IDiscriminatorHead CreateHead() => new PooledMlpHead(new PooledMlpHeadOptions(), new RunEnvironment(CPU, Precision.Fp32, Seed: 0));
}
