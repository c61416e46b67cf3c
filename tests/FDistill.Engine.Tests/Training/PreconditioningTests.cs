using FDistill.Engine.Checkpoints;
using FDistill.Engine.Sampling;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Preconditioning;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>Teachers of EDM's family whose networks are preconditioned in other ways than EDM's.</summary>
public sealed class PreconditioningTests
{
    private static readonly RunEnvironment Environment = new(CPU, Precision.Fp32, Seed: 2);

    [Theory]
    [InlineData(EdmModel.SongUNet, PreconditioningKind.Vp, NoiseSpread.Rho)]
    [InlineData(EdmModel.SongUNet, PreconditioningKind.Vp, NoiseSpread.Vp)]
    [InlineData(EdmModel.SongUNet, PreconditioningKind.Ve, NoiseSpread.Ve)]
    [InlineData(EdmModel.DhariwalUNet, PreconditioningKind.Iddpm, NoiseSpread.Rho)]
    [InlineData(EdmModel.DhariwalUNet, PreconditioningKind.Iddpm, NoiseSpread.Iddpm)]
    [InlineData(EdmModel.DhariwalUNet, PreconditioningKind.Edm, NoiseSpread.Rho)]
    public void A_teacher_of_every_preconditioning_is_sampled_and_distilled(EdmModel model, PreconditioningKind kind, NoiseSpread spread)
    {
        using var teacher = Teacher(model, kind, spread);
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var condition = teacher.Conditions.Encode(new() { Count = 2, Labels = tensor(new long[] { 0, 3 }, dtype: int64, device: CPU) });
        var samples = new HeunSampler(teacher, new() { Steps = 4, Churn = 2 }).Sample(randn([2, 1, 4, 4], dtype: float32, device: CPU, generator: generator), condition);
        Assert.True(samples.isfinite().all().item<bool>());

        var options = new TrainingOptions { Iterations = 10, Batch = 8, StudentEvery = 2, GradientPenalty = { Gamma = 0 } };
        var head = new PooledMlpHead(new() { Width = 8, Layers = 1 }, Environment);
        using var distiller = new Distiller(new(teacher, new JensenShannon(), head, new QuadrantDataset()), options, Environment, new SingleProcess(), new SafetensorsFiles());
        var before = distiller.Student.Network.Weights.Floats();
        for (var turn = 0; turn < 4; turn++) distiller.Iterate();
        var after = distiller.Student.Network.Weights.Floats();
        Assert.NotEqual(before, after);
        Assert.All(after, weight => Assert.True(float.IsFinite(weight)));
    }

    private static EdmTeacher Teacher(EdmModel model, PreconditioningKind kind, NoiseSpread spread) => new(
        new EdmTeacherOptions
        {
            Spread = spread,
            Architecture = new()
            {
                Model = model,
                Resolution = 4,
                Channels = 1,
                Labels = 4,
                ModelChannels = 8,
                ChannelMultipliers = [1, 2],
                Blocks = 1,
                AttentionResolutions = [2],
                Embedding = kind == PreconditioningKind.Ve ? NoiseEmbedding.Fourier : NoiseEmbedding.Positional,
                Encoder = kind == PreconditioningKind.Ve ? EncoderKind.Residual : EncoderKind.Standard,
                Preconditioning = { Kind = kind },
            },
        },
        Environment, new SafetensorsFiles());
}
