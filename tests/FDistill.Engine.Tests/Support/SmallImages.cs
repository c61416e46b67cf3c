using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Formats.Weights;
using FDistill.Heads;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Edm;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Support;

/// <summary>A distillation of 1×4×4 images by a small U-Net with random weights,
/// whose features depend on them, and a discriminator of three heads.</summary>
internal sealed class SmallImages : IDisposable
{
    /// <param name="training">Changes the options of a small run.</param>
    /// <param name="around">Puts something around the teacher.</param>
    /// <param name="head">Three heads by default.</param>
    public SmallImages(Action<TrainingOptions>? training = null, Func<ITeacher, ITeacher>? around = null, IDiscriminatorHead? head = null)
    {
        var environment = new RunEnvironment(CPU, Precision.Fp32, Seed: 2);
        Options = new() { Iterations = 100, Batch = 8, GradientPenalty = { Gamma = 0 } };
        training?.Invoke(Options);
        Teacher = new(
            new EdmTeacherOptions
            {
                SigmaMax = 5,
                Architecture = new() { Resolution = 4, Channels = 1, Labels = 4, ModelChannels = 8, ChannelMultipliers = [1, 2], Blocks = 1, AttentionResolutions = [2] },
            },
            environment, new SafetensorsFiles());
        Move(Teacher.Denoiser.Module, 0.1);
        var parts = new DistillationParts(around?.Invoke(Teacher) ?? Teacher, new JensenShannon(), head ?? new SeveralHeads(), new QuadrantDataset());
        Distiller = new(parts, Options, environment, new SingleProcess(), new SafetensorsFiles());
    }

    public TrainingOptions Options { get; }

    public EdmTeacher Teacher { get; }

    public Distiller Distiller { get; }

    /// <summary>The network whose features the head is to look at.</summary>
    public IDenoiser Source => Options.Discriminator.Features == FeatureSource.Teacher ? Teacher.Denoiser : Distiller.FakeScore.Denoiser;

    /// <summary>Moves the fake score's weights away from the teacher's.</summary>
    public void MoveFakeScore(double distance = 0.1) => Move(Distiller.FakeScore.Denoiser.Module, distance);

    /// <summary>Moves the weights of a network.</summary>
    public static void Move(nn.Module module, double distance)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var generator = new Generator(5, CPU);
        foreach (var parameter in module.parameters())
            parameter.add_(randn(parameter.shape, dtype: ScalarType.Float32, device: CPU, generator: generator), alpha: distance);
    }

    public void Dispose()
    {
        Distiller.Dispose();
        Teacher.Dispose();
    }
}
