using System.Diagnostics;
using FDistill.Datasets;
using FDistill.Engine.Checkpoints;
using FDistill.Engine.Contracts;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Metrics;
using FDistill.Runs;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.ClassifierTraining;

/// <summary>Trains a classifier on labelled images by cross-entropy.</summary>
public sealed class ClassifierTrainer : ITraining
{
    private const string NetworkFile = "classifier", OptimizerFile = "classifierOptimizer", Turns = "iteration", Place = "datasetPosition";

    private readonly ITrainableClassifier classifier;
    private readonly ClassifierTrainingOptions options;
    private readonly RunEnvironment environment;
    private readonly ICollective collective;
    private readonly IDataset dataset;
    private readonly TrainedNetwork network;
    private IDataStream stream;

    /// <summary>Prepares the training.</summary>
    /// <param name="classifier">What learns; stays the caller's.</param>
    /// <param name="dataset">Labelled images; stays the caller's.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Where, and the seed of the images' order.</param>
    /// <param name="collective">The processes.</param>
    public ClassifierTrainer(ITrainableClassifier classifier, IDataset dataset, ClassifierTrainingOptions options, RunEnvironment environment, ICollective collective)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(options);
        (this.classifier, this.dataset, this.options, this.environment, this.collective) = (classifier, Guards.Around(dataset), options, environment, collective);
        network = new TrainedNetwork("classifier", classifier.Network, options.Optimizer, options.Iterations);
        stream = Open(position: 0);
    }

    /// <inheritdoc/>
    public long Iteration { get; private set; }

    /// <inheritdoc/>
    public long Iterations => options.Iterations;

    /// <inheritdoc/>
    public IterationReport Iterate()
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var (images, labels) = Load(stream.Next()!);

        classifier.Network.train();
        network.Begin();
        DefaultGenerators.Seed(RandomSeed.Of(environment.Seed, collective.Rank, (int)RandomStreams.Purpose.Dropout, Iteration));
        var logits = classifier.Network.forward(images);
        var loss = nn.functional.cross_entropy(logits, labels);
        BackwardPass.Run(loss);
        network.Accumulate();

        var norm = network.FinishGradient(collective).item<float>();
        if (!float.IsFinite(norm))
            throw new NonFiniteException($"iteration {Iteration + 1}: the classifier's loss is {loss.item<float>()}, the gradient of {string.Join(", ", network.NonFiniteGradients())} is not finite");
        var rate = network.Step(Iteration, norm);
        Iteration++;
        return new IterationReport(Iteration, watch.Elapsed.TotalSeconds, new Dictionary<string, double>
        {
            [ClassifierMeasures.Loss] = loss.item<float>(),
            [ClassifierMeasures.Accuracy] = Right(logits, labels) / (double)labels.numel(),
            [ClassifierMeasures.GradientNorm] = norm,
            [ClassifierMeasures.LearningRate] = rate,
        });
    }

    /// <summary>The share of a dataset's images that are classified right.</summary>
    /// <param name="images">Labelled images.</param>
    /// <param name="cancel">Ends the test early.</param>
    public double Test(IDataset images, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var ungraded = no_grad();
        classifier.Network.eval();
        using var pass = Guards.Around(images).Open(new DataRequest { Batch = 500 });
        var (right, all) = (0L, 0L);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            if (pass.Next() is not { } records) return right / (double)all;
            var (batch, labels) = Load(records);
            right += Right(classifier.Network.forward(batch), labels);
            all += records.Count;
        }
    }

    /// <inheritdoc/>
    public TrainingState Save() => new(
        new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>
        {
            [NetworkFile] = StateDict.Of(classifier.Network),
            [OptimizerFile] = network.SaveOptimizer(),
        },
        new Dictionary<string, long> { [Turns] = Iteration, [Place] = stream.Position });

    /// <inheritdoc/>
    public void Load(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        network.LoadWeights(state.File(NetworkFile), NetworkFile);
        network.LoadOptimizer(state.File(OptimizerFile));
        Iteration = state.Count(Turns);
        stream.Dispose();
        stream = Open(state.Count(Place));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        network.Dispose();
    }

    private IDataStream Open(long position) => dataset.Open(
        new DataRequest { Batch = options.Batch, Seed = environment.Seed, Rank = collective.Rank, World = collective.World, Position = position });

    private (Tensor Images, Tensor Labels) Load(DataBatch records) => (
        (records.Images ?? throw new InvalidOperationException("a classifier learns from images, and the dataset has none")).to(environment.Device),
        (records.Labels ?? throw new InvalidOperationException("a classifier learns from labels, and the dataset has none")).to(environment.Device));

    private static long Right(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels).sum().item<long>();
}
