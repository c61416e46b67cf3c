using FDistill.Cli.Commands;
using FDistill.Engine.Training;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Tests.Runs;

/// <summary>The bundled run files of the paper's experiments hold its Table 5.</summary>
public sealed class PresetTests
{
    [Fact]
    public void Cifar10_is_Table_5()
    {
        var training = Preset("cifar10.json").Training;
        Assert.Equal((60_000, 2048, 5, 1e-3, 1, 1), (training.Iterations, training.Batch * training.Accumulation, training.StudentEvery, training.AdversarialWeight, training.Guidance, training.GradientPenalty.Gamma));
        foreach (var optimizer in (OptimizerOptions[])[training.Student, training.FakeScore, training.Head])
            Assert.Equal((1e-4, 1e-2, LearningRateShape.Constant), (optimizer.LearningRate, optimizer.WeightDecay, optimizer.Schedule.Shape));
    }

    [Fact]
    public void Imagenet64_is_Table_5()
    {
        var training = Preset("imagenet64.json").Training;
        Assert.Equal((380_000, 512, 5, 3e-3, 1, 0), (training.Iterations, training.Batch * training.Accumulation, training.StudentEvery, training.AdversarialWeight, training.Guidance, training.GradientPenalty.Gamma));
        foreach (var optimizer in (OptimizerOptions[])[training.Student, training.FakeScore, training.Head])
        {
            var schedule = new LearningRateSchedule(optimizer.Schedule, optimizer.LearningRate, training.Iterations);
            Assert.Equal((2e-6, 5e-7, 1e-2), (schedule.At(199_999), schedule.At(200_000), optimizer.WeightDecay));
        }
    }

    private static DistillationRunFile Preset(string name) =>
        new RunFileLoader(Environment.GetEnvironmentVariables()) { ToleratesMissingFiles = true }.Load<DistillationRunFile>(SampleFiles.Find(name), []).RunFile;
}
