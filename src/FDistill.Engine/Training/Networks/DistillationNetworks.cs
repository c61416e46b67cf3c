using FDistill.Engine.Checkpoints;
using FDistill.Plugins;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>The three networks that a distillation trains, and what of them goes into a checkpoint.</summary>
internal sealed class DistillationNetworks : IDisposable
{
    private readonly TrainedNetwork[] trained;
    private readonly int studentEvery;

    public DistillationNetworks(DistillationParts parts, TrainingOptions options, RunEnvironment environment, int world)
    {
        // Whatever initialises a network takes its numbers from the default generator: the same in every process.
        DefaultGenerators.Seed(environment.Seed);
        studentEvery = options.StudentEvery;
        Student = new(parts.Teacher, options, world);
        FakeScore = new(parts.Teacher, options);
        Discriminator = new(parts.Head, parts.Teacher, FakeScore, options, environment.Device);
        if (options.GradientCheckpointing) Checkpoint(parts.Teacher.Denoiser, Student.Denoiser, FakeScore.Denoiser);
        trained = [Student.Network, FakeScore.Network, Discriminator.Network];
        if (options.WarmStart is null) BeginAtWeightsOf(parts.Teacher);
    }

    public Student Student { get; }

    public FakeScore FakeScore { get; }

    public Discriminator Discriminator { get; }

    /// <summary>Weights, optimizers and averages, by file.</summary>
    /// <param name="iteration">The iterations done.</param>
    /// <remarks>
    /// An average's file holds it as it is after this iteration. Where the student
    /// has not changed in it, the average in memory lags behind, and a second file
    /// holds that one: a run that is resumed from it computes the same bits as one that was never stopped.
    /// </remarks>
    public Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>> Save(long iteration)
    {
        var files = new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>();
        foreach (var network in trained)
        {
            files.Add(network.Name, StateDict.Of(network.Module));
            files.Add(network.Name + CheckpointNames.OptimizerSuffix, network.SaveOptimizer());
        }
        foreach (var (number, average) in Student.Averages.Index())
        {
            files.Add(AverageFile(number), [.. average.At(iteration)]);
            if (average.Iteration != iteration) files.Add(LaggingFile(number), [.. average.Parameters]);
        }
        return files;
    }

    /// <summary>Restores what <see cref="Save"/> returned.</summary>
    public void Load(TrainingState state)
    {
        foreach (var network in trained)
        {
            network.LoadWeights(state.File(network.Name), $"the checkpoint's {network.Name}");
            network.LoadOptimizer(state.File(network.Name + CheckpointNames.OptimizerSuffix));
        }
        foreach (var (number, average) in Student.Averages.Index())
        {
            var iteration = state.Count("iteration");
            if (state.Files.TryGetValue(LaggingFile(number), out var lagging)) average.Load(lagging.ToDictionary(), iteration - iteration % studentEvery);
            else average.Load(state.File(AverageFile(number)), iteration);
        }
    }

    /// <summary>Takes the weights of another run's networks, and nothing else of it.</summary>
    public void Take(WarmStart start)
    {
        foreach (var network in trained) start.Fill(network);
        foreach (var average in Student.Averages) average.Restart();
    }

    public void Dispose()
    {
        Student.Dispose();
        FakeScore.Dispose();
        Discriminator.Dispose();
    }

    private void BeginAtWeightsOf(ITeacher teacher)
    {
        Student.Network.BeginAtWeightsOf(teacher);
        FakeScore.Network.BeginAtWeightsOf(teacher);
        foreach (var average in Student.Averages) average.Restart();
    }

    private static void Checkpoint(params ReadOnlySpan<IDenoiser> denoisers)
    {
        foreach (var denoiser in denoisers)
        {
            if (OptionalContract.Of<ICheckpointingDenoiser>(denoiser) is not { } checkpointing)
                throw new ArgumentException($"training.gradientCheckpointing is true, but {OptionalContract.Innermost(denoiser).GetType().Name} knows nothing of it; set it to false");
            checkpointing.GradientCheckpointing = true;
        }
    }

    private static string AverageFile(int number) => $"average-{number}";

    private static string LaggingFile(int number) => $"{AverageFile(number)}-lagging";
}
