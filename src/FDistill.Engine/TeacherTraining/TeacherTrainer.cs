using System.Diagnostics;
using FDistill.Datasets;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Engine.TeacherTraining.Augmentation;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Plugins;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Torch;
using static FDistill.Engine.Training.Draws.RandomStreams;
using static TorchSharp.torch;

namespace FDistill.Engine.TeacherTraining;

/// <summary>Trains a teacher from scratch: denoising at log-normal noise levels,
/// weighted so that all matter alike (EDM, Eq. 2 and Table 1).</summary>
public sealed class TeacherTrainer : ITraining
{
    private readonly ITeacher teacher;
    private readonly IDataset dataset;
    private readonly TeacherTrainingOptions options;
    private readonly ICollective collective;
    private readonly Device device;
    private readonly IDenoiser denoiser;
    private readonly TrainedNetwork network;
    private readonly Ema average;
    private readonly RandomStreams random;
    private readonly Augmentations? augmentations;
    private readonly DataRequest request;
    private IDataStream stream;

    /// <summary>Makes the network from the teacher's fresh weights.</summary>
    /// <param name="teacher">What is to be trained; it stays the
    /// caller's and as it is, see <see cref="CopyAverageTo"/>.</param>
    /// <param name="dataset">What it learns.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="environment">Where it is computed, and the seed.</param>
    /// <param name="collective">What the processes of the run do together.</param>
    /// <exception cref="ArgumentException">Labels are to be dropped, but the
    /// teacher has no empty condition; or samples are to be augmented, but its
    /// network does not take the labels that describe how.</exception>
    public TeacherTrainer(ITeacher teacher, IDataset dataset, TeacherTrainingOptions options, RunEnvironment environment, ICollective collective)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(collective);
        (this.teacher, this.dataset, this.options, this.collective, device) = (Guards.Around(teacher), Guards.Around(dataset), options, collective, environment.Device);
        if (options.LabelDropout > 0 && teacher.Conditions.Null(1) is null)
            throw new ArgumentException("teacherTraining.labelDropout is above 0, but the teacher has no empty condition; set it to 0");

        augmentations = options.Augmentation.Probability > 0 ? new(options.Augmentation) : null;

        // Whatever initialises a network takes its numbers from the default generator.
        DefaultGenerators.Seed(environment.Seed);
        denoiser = Guards.Around(teacher, OptionalContract.Of<ITrainableTeacher>(teacher)?.CreateLearner() ?? teacher.CreateTrainable());
        CheckAugmentLabels();
        network = new("teacher", denoiser.Module, options.Optimizer, options.Iterations);
        network.BeginAtWeightsOf(teacher);
        average = new(network, new EmaDecay(options.Average, (long)options.Batch * collective.World));
        random = new(environment.Seed, collective.Rank, device);
        request = new() { Batch = options.Batch, Seed = environment.Seed, Rank = collective.Rank, World = collective.World };
        stream = this.dataset.Open(request);
    }

    /// <inheritdoc/>
    public long Iteration { get; private set; }

    /// <inheritdoc/>
    public long Iterations => options.Iterations;

    /// <inheritdoc/>
    public IterationReport Iterate()
    {
        var clock = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var readings = new Readings();
        network.Begin();
        random.SeedDropout();

        // Real samples, some without their label, noised to levels that are log-normal.
        var batch = stream.Next()!;
        var (x, augmentLabels) = Samples(batch);
        var t = teacher.Noise.TrainingTime(random.Normal(Purpose.Time, [options.Batch]).to(ScalarType.Float64));
        var noised = teacher.Noise.Perturb(x, random.Normal(Purpose.Noise, teacher.Sample.Batch(options.Batch)), t);

        // The network learns to tell the samples from the noise.
        var condition = WithoutSomeLabels(teacher.Conditions.Encode(batch));
        var estimate = augmentLabels is null ? denoiser.Denoise(noised, t, condition) : OptionalContract.Of<IAugmentedDenoiser>(denoiser)!.Denoise(noised, t, condition, augmentLabels);
        var loss = readings.Note(TeacherMeasures.DenoisingLoss, DenoisingLoss.Of(estimate, x, t, teacher.Noise, DenoisingError.Balanced));
        BackwardPass.Run(loss);
        network.Accumulate();

        // The weights follow, and their average follows them.
        readings.Note(TeacherMeasures.GradientNorm, network.FinishGradient(collective));
        var report = readings.Fetch();
        StepGuard.Check(report, Iteration, network);
        report[Measures.LearningRate] = network.Step(Iteration, report[TeacherMeasures.GradientNorm]);
        Iteration++;
        average.Advance(Iteration);
        return new(Iteration, clock.Elapsed.TotalSeconds, report);
    }

    /// <summary>Copies the averaged weights, which are what becomes
    /// the teacher, into a network of the same kind.</summary>
    /// <param name="target">The network.</param>
    public void CopyAverageTo(IDenoiser target)
    {
        ArgumentNullException.ThrowIfNull(target);
        average.CopyTo(target.Module, Iteration);
    }

    /// <inheritdoc/>
    public TrainingState Save() => new(
        new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>
        {
            ["teacher"] = StateDict.Of(denoiser.Module),
            ["optimizer"] = network.SaveOptimizer(),
            ["average"] = [.. average.Parameters],
        },
        new Dictionary<string, long>(random.Save()) { ["iteration"] = Iteration, ["datasetPosition"] = stream.Position });

    /// <inheritdoc/>
    public void Load(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        random.Load(state);
        network.LoadWeights(state.File("teacher"), "the checkpoint's teacher");
        network.LoadOptimizer(state.File("optimizer"));
        stream.Dispose();
        stream = dataset.Open(request with { Position = state.Count("datasetPosition") });
        Iteration = state.Count("iteration");
        average.Load(state.File("average"), Iteration);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        random.Dispose();
        average.Dispose();
        network.Dispose();
        denoiser.Dispose();
    }

    /// <summary>x_0, and what was done to it.</summary>
    private (Tensor Samples, Tensor? AugmentLabels) Samples(DataBatch batch)
    {
        if (augmentations is null) return (RealSamples.Of(batch, teacher, random, device), null);
        var images = batch.Images ?? throw new InvalidOperationException("the dataset gives no images to augment; set teacherTraining.augmentation.probability to 0");
        var (pixels, augmentLabels) = augmentations.Apply(images.to(device), random.Next(Purpose.Augmentation));
        return (RealSamples.OfPixels(pixels, teacher, random), augmentLabels);
    }

    private void CheckAugmentLabels()
    {
        var taken = OptionalContract.Of<IAugmentedDenoiser>(denoiser)?.AugmentLabels ?? 0;
        if (augmentations is null || augmentations.Labels == taken) return;
        denoiser.Dispose();
        var option = OptionalContract.Of<ITrainableTeacher>(teacher)?.AugmentLabelsOption is { } key ? $" (teacher.{key})" : "";
        throw new ArgumentException(
            $"teacherTraining.augmentation describes what it does to a sample by {augmentations.Labels} labels, the teacher's network takes {taken}; " +
            $"make a network that takes {augmentations.Labels}{option}, or set teacherTraining.augmentation.probability to 0");
    }

    /// <summary>Replaces the conditions of a random share of the samples
    /// by the empty one, so that the teacher can be guided.</summary>
    private Condition? WithoutSomeLabels(Condition? condition)
    {
        if (options.LabelDropout == 0 || condition is null) return condition;
        var dropped = random.Uniform(Purpose.LabelDropout, condition.Count).cpu().data<double>().ToArray().Select(u => u < options.LabelDropout).ToArray();
        var empty = teacher.Conditions.Null(1)!;
        return Enumerable.Range(0, dropped.Length).Select(i => dropped[i] ? empty : condition.Slice(i, 1)).Aggregate((all, next) => all.Concat(next));
    }
}
