using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Optimisation;
using FDistill.Formats.Weights;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>A distillation of a small latent teacher, with the head on its 8×8 middle block.</summary>
internal sealed class LatentRun : IDisposable
{
    private readonly ITeacher teacher;

    /// <param name="model">The teacher's folder.</param>
    /// <param name="change">Changes the options of a small run.</param>
    /// <param name="precision">The weights' numbers.</param>
    /// <param name="sizes">Whether the folder's model is of SDXL's kind.</param>
    public LatentRun(SmallModel model, Action<TrainingOptions>? change = null, Precision precision = Precision.Fp32, bool sizes = false)
    {
        var environment = new RunEnvironment(CPU, precision, Seed: 1);
        // 32 pixels are 16 cells, and 8 in the middle block.
        teacher = sizes ? model.Sdxl(options => options.Resolution = 32, precision) : model.Sd15(options => options.Resolution = 32, precision);
        Options = new() { Iterations = 100, Batch = 2, StudentEvery = 2, Guidance = 1.75, Denoising = Engine.Objective.DenoisingError.Noise, Ratio = { Shrinkage = 0 } };
        foreach (var optimizer in (OptimizerOptions[])[Options.Student, Options.FakeScore, Options.Head]) optimizer.LearningRate = 1e-3;
        change?.Invoke(Options);
        var parts = new DistillationParts(teacher, new JensenShannon(), new SdHead(new(), environment), new CaptionedNoise(teacher.Codec!.Pixels));
        Distiller = new(parts, Options, environment, new SingleProcess(), new SafetensorsFiles());
    }

    public TrainingOptions Options { get; }

    public ITeacher Teacher => teacher;

    public Distiller Distiller { get; }

    /// <summary>Does a number of iterations.</summary>
    public IReadOnlyList<IterationReport> Iterate(int turns) => [.. Enumerable.Range(0, turns).Select(_ => Distiller.Iterate())];

    /// <summary>All that a checkpoint holds, in bytes by file and tensor.</summary>
    public Dictionary<string, byte[]> State()
    {
        using var scope = NewDisposeScope();
        return Distiller.Save().Files.SelectMany(file => file.Value.Select(pair => KeyValuePair.Create($"{file.Key}: {pair.Key}", pair.Value.cpu().contiguous().bytes.ToArray()))).ToDictionary();
    }

    public void Dispose()
    {
        Distiller.Dispose();
        teacher.Dispose();
    }
}
