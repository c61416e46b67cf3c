using FDistill.Cli.Commands;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Optimisation;
using FDistill.Hosting.RunFiles;
using FDistill.Teachers;

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

    [Theory]
    [InlineData("sd15.json", 60_000, 1024, 10, 1e-3, 1.75, 1e-5, 0.999, 8)]
    [InlineData("sdxl.json", 25_000, 384, 5, 5e-3, 8, 5e-7, 0.399, 16)]
    public void Latent_runs_are_Table_5(string name, long iterations, int batch, int studentEvery, double adversarialWeight, double guidance, double rate, double studentTime, int headCells)
    {
        var runFile = Preset(name);
        var training = runFile.Training;
        Assert.Equal((iterations, batch, studentEvery), (training.Iterations, training.Batch * training.Accumulation, training.StudentEvery));
        Assert.Equal((adversarialWeight, guidance, 1), (training.AdversarialWeight, training.Guidance, training.GradientPenalty.Gamma));
        foreach (var optimizer in (OptimizerOptions[])[training.Student, training.FakeScore, training.Head])
            Assert.Equal((rate, 1e-2, LearningRateShape.Constant), (optimizer.LearningRate, optimizer.WeightDecay, optimizer.Schedule.Shape));
        Assert.Equal(DenoisingError.Noise, training.Denoising);

        var teacher = runFile.Teacher!.Options;
        double Time(string key) => (double)teacher.GetType().GetProperty(key)!.GetValue(teacher)!;
        Assert.Equal((0.001, 0.999, studentTime), (Time("MinTime"), Time("MaxTime"), Time("StudentTime")));
        Assert.Equal("sd", runFile.Head!.Name);
        // Without a folder the published model's sizes are foreseen.
        teacher.GetType().GetProperty("Folder")!.SetValue(teacher, null);
        Assert.Equal(headCells, ((IForeseesMemory)teacher).Foresee().Features.Single(map => map.Name == "mid_block").Height);
    }

    [Fact]
    public void The_other_guidance_of_Stable_Diffusion_is_one_override() =>
        Assert.Equal(5, Loader.Load<DistillationRunFile>(SampleFiles.Find("sd15.json"), [Override.FromArgument("training.guidance=5")]).RunFile.Training.Guidance);

    private static RunFileLoader Loader => new(Environment.GetEnvironmentVariables()) { ToleratesMissingFiles = true };

    private static DistillationRunFile Preset(string name) => Loader.Load<DistillationRunFile>(SampleFiles.Find(name), []).RunFile;
}
