using System.Diagnostics;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Benchmarks;

/// <summary>The round here: five iterations of the distiller, the last
/// of them the student's, on the digits job's networks.</summary>
internal sealed class DigitsRound : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-benchmark-");
    private readonly EdmTeacher teacher;
    private readonly Distiller distiller;

    public DigitsRound(int batch)
    {
        var environment = new RunEnvironment(CPU, Precision.Fp32, Seed: 0);
        var architecture = new EdmArchitecture
        {
            Resolution = 16, Channels = 1, Labels = 10, ModelChannels = 32, ChannelMultipliers = [1, 2], Blocks = 1, AttentionResolutions = [8],
        };
        teacher = new(new() { Architecture = architecture }, environment, new SafetensorsFiles());
        var head = new EdmHead(new() { Resolutions = [8], Groups = 8, NormalizeLastMap = false }, environment);
        var options = new TrainingOptions
        {
            Batch = batch,
            StudentEvery = 5,
            GradientPenalty = { Gamma = 0 },
            Averages = [new() { Decay = 0.98 }],
            Student = { LearningRate = 5e-4 },
            FakeScore = { LearningRate = 5e-4 },
            Head = { LearningRate = 5e-4 },
        };
        distiller = new(new(teacher, new JensenShannon(), head, new NoiseImages()), options, environment, new SingleProcess(), new SafetensorsFiles());
    }

    /// <summary>How many parameters the student has.</summary>
    public long Parameters => distiller.Student.Denoiser.Module.parameters().Sum(parameter => parameter.numel());

    /// <summary>Writes the teacher's weights for the peer.</summary>
    /// <returns>The file.</returns>
    public string SaveTeacher()
    {
        var path = Path.Combine(folder.FullName, "teacher.safetensors");
        using var scope = NewDisposeScope();
        new SafetensorsFiles().Write(path, StateDict.Of(teacher.Denoiser.Module), new Dictionary<string, string>());
        return path;
    }

    /// <summary>Does a round.</summary>
    /// <param name="beforeIteration">What else is done before each of its iterations.</param>
    /// <returns>Seconds.</returns>
    public double Run(Action? beforeIteration = null)
    {
        var clock = Stopwatch.StartNew();
        for (var turn = 0; turn < 5; turn++)
        {
            beforeIteration?.Invoke();
            distiller.Iterate();
        }

        return clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        distiller.Dispose();
        teacher.Dispose();
        folder.Delete(recursive: true);
    }
}
