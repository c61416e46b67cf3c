using FDistill.Engine.Objective;
using FDistill.Engine.Sampling;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Preconditioning;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>Teachers of EDM's family whose networks are preconditioned in other ways than EDM's.</summary>
public sealed class PreconditioningTests
{
    private static readonly RunEnvironment Environment = new(CPU, Precision.Fp32, Seed: 2);

    public static TheoryData<EdmModel, PreconditioningKind, NoiseSpread> Kinds { get; } = new(
        (EdmModel.SongUNet, PreconditioningKind.Vp, NoiseSpread.Rho),
        (EdmModel.SongUNet, PreconditioningKind.Vp, NoiseSpread.Vp),
        (EdmModel.SongUNet, PreconditioningKind.Ve, NoiseSpread.Ve),
        (EdmModel.DhariwalUNet, PreconditioningKind.Iddpm, NoiseSpread.Rho),
        (EdmModel.DhariwalUNet, PreconditioningKind.Iddpm, NoiseSpread.Iddpm),
        (EdmModel.DhariwalUNet, PreconditioningKind.Edm, NoiseSpread.Rho));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_teacher_of_every_preconditioning_is_sampled_as_Algorithm_2_says(EdmModel model, PreconditioningKind kind, NoiseSpread spread)
    {
        using var teacher = Teacher(model, kind, spread);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var generator = new Generator(1, CPU);
        var condition = teacher.Conditions.Encode(new() { Count = 2, Labels = tensor(new long[] { 0, 3 }, dtype: int64, device: CPU) });
        var noise = randn([2, 1, 4, 4], dtype: float32, device: CPU, generator: generator);

        // Levels are times, since α = 1.
        var times = teacher.Noise.SamplingTimes(4);
        var x = noise.to_type(float64) * times[0];
        foreach (var (t, next) in times.Zip(times.Skip(1)))
        {
            Tensor Slope(Tensor at, double level) =>
                (at - teacher.Denoiser.Denoise(at.to_type(float32), full([2], level, dtype: float64, device: CPU), condition).to_type(float64)) / level;
            var slope = Slope(x, t);
            var ahead = x + (next - t) * slope;
            x = next == 0 ? ahead : x + (next - t) * (slope + Slope(ahead, next)) / 2;
        }

        Assert.Equal(x.Floats(), new HeunSampler(teacher, new() { Steps = 4 }).Sample(noise, condition).Floats(), Near.Within(1e-4f));
        Assert.True((x - noise.to_type(float64) * times[0]).abs().max().Number() > 1e-2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_every_preconditioning_student_and_fake_score_begin_as_the_teacher_and_the_fake_score_leaves_it_for_the_student(
        EdmModel model, PreconditioningKind kind, NoiseSpread spread)
    {
        using var teacher = Teacher(model, kind, spread);
        using var scope = NewDisposeScope();
        var options = new TrainingOptions
        {
            Iterations = 100,
            Batch = 8,
            StudentEvery = 31,
            GradientPenalty = { Gamma = 0 },
            Denoising = DenoisingError.Balanced,
            FakeScore = { LearningRate = 3e-3 },
        };
        var head = new PooledMlpHead(new() { Width = 8, Layers = 1 }, Environment);
        using var distiller = new Distiller(new(teacher, new JensenShannon(), head, new QuadrantDataset()), options, Environment, new SingleProcess(), new SafetensorsFiles());
        var draw = Draws.Of(teacher, 8, seed: 5);

        var expected = teacher.Denoiser.Denoise(draw.Epsilon, draw.T, null);
        Assert.Equal(expected.Floats(), distiller.Student.Generate(draw.Epsilon, draw.T, null).Floats(), Near.Within(1e-5f));
        Assert.Equal(expected.Floats(), distiller.FakeScore.Denoise(draw.Epsilon, draw.T, null).Floats(), Near.Within(1e-5f));

        var losses = Enumerable.Range(0, 30).Select(_ => distiller.Iterate([draw]).Values[Measures.FakeScoreLoss]).ToList();
        Assert.True(losses[^1] < 0.8 * losses[0], $"the fake score's loss went from {losses[0]} to {losses[^1]}");
        Assert.True(distiller.Iterate([draw]).Values[Measures.MatchingLoss] > 1e-5);
    }

    private static EdmTeacher Teacher(EdmModel model, PreconditioningKind kind, NoiseSpread spread)
    {
        var teacher = Fresh(model, kind, spread);
        SmallImages.Move(teacher.Denoiser.Module, 0.05);
        return teacher;
    }

    private static EdmTeacher Fresh(EdmModel model, PreconditioningKind kind, NoiseSpread spread) => new(
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
