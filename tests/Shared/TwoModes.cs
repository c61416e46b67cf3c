using FDistill.Divergences;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Formats.Weights;
using FDistill.Heads;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.GaussianMixture;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>A distillation on the line: a teacher with modes at ±3, whose score and density are exact.</summary>
internal sealed class TwoModes : IDisposable
{
    private readonly GaussianMixtureTeacher teacher;

    /// <param name="training">Changes the options of a small run.</param>
    /// <param name="model">Changes the teacher's.</param>
    /// <param name="divergence">Reverse-KL by default.</param>
    /// <param name="head">A small network on x_t and t by default.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="data">The modes of the real samples; the teacher's by default.</param>
    public TwoModes(
        Action<TrainingOptions>? training = null,
        Action<GaussianMixtureTeacherOptions>? model = null,
        IDivergence? divergence = null,
        Func<GaussianMixtureTeacher, IDiscriminatorHead>? head = null,
        long seed = 1,
        ComponentOptions[]? data = null)
    {
        var environment = new RunEnvironment(CPU, Precision.Fp32, seed);
        var options = new GaussianMixtureTeacherOptions
        {
            Dimension = 1, Components = Components, SigmaMin = 0.02, SigmaMax = 8, Mlp = new() { Width = 16, Layers = 1 },
        };
        model?.Invoke(options);
        Options = new() { Iterations = 1000, Batch = 16, GradientPenalty = { Gamma = 0 } };
        training?.Invoke(Options);

        teacher = new(options, environment, new SafetensorsFiles());
        var dataset = new GaussianMixtureDataset(new() { Dimension = 1, Components = data ?? Components });
        var headPart = head?.Invoke(teacher) ?? new PooledMlpHead(new() { Width = 16, Layers = 1 }, environment);
        Distiller = new(new(teacher, divergence ?? new ReverseKl(), headPart, dataset), Options, environment, new SingleProcess(), new SafetensorsFiles());
    }

    /// <summary>Modes at ±3 with a standard deviation of ½.</summary>
    public static ComponentOptions[] Components => [new() { Mean = [-3], Variance = 0.25 }, new() { Mean = [3], Variance = 0.25 }];

    public TrainingOptions Options { get; }

    public Distiller Distiller { get; }

    public GaussianMixtureTeacher Teacher => teacher;

    /// <summary>All weights of the three networks, one after the other.</summary>
    public float[] Weights()
    {
        using var scope = NewDisposeScope();
        return [.. StudentWeights(), .. Distiller.FakeScore.Network.Weights.Floats(), .. Distiller.Discriminator.Network.Weights.Floats()];
    }

    public float[] StudentWeights() => Distiller.Student.Network.Weights.Floats();

    /// <summary>Does a number of iterations.</summary>
    public IReadOnlyList<IterationReport> Iterate(int turns) => [.. Enumerable.Range(0, turns).Select(_ => Distiller.Iterate())];

    /// <summary>Samples of the student.</summary>
    public float[] Sample(int count, long seed = 5)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var generator = new Generator((ulong)seed, CPU);
        var z = randn([count, 1, 1, 1], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var t = full([count], teacher.Noise.MaxTime, dtype: ScalarType.Float64, device: CPU);
        return Distiller.Student.Generate(z * teacher.Noise.MaxTime, t, condition: null).Floats();
    }

    public void Dispose()
    {
        Distiller.Dispose();
        teacher.Dispose();
    }
}
