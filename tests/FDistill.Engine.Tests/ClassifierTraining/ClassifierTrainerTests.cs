using FDistill.Engine.Checkpoints;
using FDistill.Engine.ClassifierTraining;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.ClassifierTraining;

public sealed class ClassifierTrainerTests
{
    private static readonly RunEnvironment Environment = new(CPU, Precision.Fp32, Seed: 0);

    [Fact]
    public void A_classifier_learns_what_can_be_learned()
    {
        using var classifier = new LinearClassifier();
        using var trainer = Trainer(classifier, iterations: 100);
        Assert.InRange(trainer.Test(new QuadrantDataset(), TestContext.Current.CancellationToken), 0, 0.6);
        var reports = Run(trainer, 100);
        Assert.True(reports[^1].Values[ClassifierMeasures.Loss] < 0.2 * reports[0].Values[ClassifierMeasures.Loss]);
        Assert.Equal(1, trainer.Test(new QuadrantDataset(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void A_training_taken_up_again_goes_on_to_the_bit(double dropout)
    {
        using var whole = new LinearClassifier(dropout);
        using var uninterrupted = Trainer(whole, iterations: 20);
        Run(uninterrupted, 7);
        var state = Copy(uninterrupted.Save());
        var rest = Run(uninterrupted, 13);

        using var fresh = new LinearClassifier(dropout);
        using var resumed = Trainer(fresh, iterations: 20);
        resumed.Load(state);
        Assert.Equal(7, resumed.Iteration);
        Assert.Equal(rest.Select(report => report.Values[ClassifierMeasures.Loss]), Run(resumed, 13).Select(report => report.Values[ClassifierMeasures.Loss]));
        Assert.True(whole.Network.state_dict().Zip(fresh.Network.state_dict()).All(pair => pair.First.Value.eq(pair.Second.Value).all().item<bool>()));
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_before_the_weights_change()
    {
        using var classifier = new LinearClassifier();
        using var trainer = Trainer(classifier, iterations: 1);
        using (no_grad()) classifier.Weight[0, 0] = float.NaN;
        using var before = classifier.Weight.clone();
        Assert.Contains("weight", Assert.Throws<NonFiniteException>(() => trainer.Iterate()).Message);
        Assert.Equal(before.isnan().sum().item<long>(), classifier.Weight.isnan().sum().item<long>());
        Assert.Equal(0, trainer.Iteration);
    }

    private static ClassifierTrainer Trainer(LinearClassifier classifier, long iterations) => new(
        classifier, new QuadrantDataset(), new ClassifierTrainingOptions { Iterations = iterations, Batch = 16, Optimizer = new() { LearningRate = 0.1 } },
        Environment, new SingleProcess());

    private static List<IterationReport> Run(ClassifierTrainer trainer, int turns) => [.. Enumerable.Range(0, turns).Select(_ => trainer.Iterate())];

    private static TrainingState Copy(TrainingState state) => state with
    {
        Files = state.Files.ToDictionary(
            file => file.Key,
            file => (IReadOnlyList<KeyValuePair<string, Tensor>>)[.. file.Value.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.clone()))]),
    };
}
