using FDistill.Cli.Tests.Support;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Tests.Runs;

/// <summary>What is shown of options without an effect outside the distillation itself.</summary>
public sealed class IdleOptionTests
{
    [Theory]
    [InlineData("teacher", "digits-teacher.json", "teacherTraining.augmentation.scaleDeviation=1",
        "Warning: teacherTraining.augmentation.scaleDeviation has no effect: teacherTraining.augmentation.probability is 0.")]
    [InlineData("classifier", "digits-classifier.json", "classifierTraining.optimizer.schedule.decayFrom=5000", "Warning: classifierTraining.optimizer.schedule.decayFrom has no effect: the run ends before it.")]
    public async Task A_dry_run_shows_the_option_that_has_no_effect_and_why(string verb, string file, string setting, string warning)
    {
        var digits = new[] { $"dataset.folder={Repository.Sample("digits/test")}", "dataset.split=test", setting };
        var run = await Invocation.OfAsync([verb, "train", Repository.Sample(file), "--dry-run", .. digits.SelectMany(one => new[] { "--set", one })]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(warning, string.Join(' ', run.Error.Split('\n').Select(line => line.Trim())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_of_a_distillation_names_what_parts_and_the_divergence_leave_without_effect()
    {
        var run = await Invocation.OfAsync(
            "run", Repository.Sample("digits.json"), "--dry-run", "--set", "divergence={\"use\":\"reverse-kl\"}", "--set", "training.ratio.bins=5", "--set", "dataset.workers=0",
            "--set", "dataset.prefetch=9", "--set", "evaluation.teacherSteps=[4]");

        Assert.True(run.ExitCode == 0, run.Error);
        var said = string.Join(' ', run.Error.Split('\n').Select(line => line.Trim()));
        Assert.Contains("Warning: training.ratio.bins has no effect: the divergence's h is the same for every ratio.", said, StringComparison.Ordinal);
        Assert.Contains("Warning: dataset.prefetch has no effect: workers is 0, and nothing is decoded ahead.", said, StringComparison.Ordinal);
        Assert.Contains("Warning: evaluation.teacherSteps has no effect: the teacher's rows are those of teacherRows, unless the teacher is measured anew.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bundled_run_file_of_a_distillation_holds_an_option_without_an_effect()
    {
        var loader = new RunFileLoader(new System.Collections.Hashtable()) { ToleratesMissingFiles = true };
        foreach (var file in new[] { "digits.json", "digits-full.json", "cifar10.json", "imagenet64.json", "sd15.json", "sdxl.json" })
            Assert.Empty(loader.Load<DistillationRunFile>(Repository.Sample(file), []).IdleOptions.Select(idle => $"{file}: {idle.Sentence}"));
    }

    [Theory]
    [InlineData("teacher", "digits-teacher.json", "teacherTraining.optimizer.learningRate=0", "learningRate is 0: the teacher would learn nothing; give it a positive value")]
    [InlineData("classifier", "digits-classifier.json", "classifierTraining.optimizer.learningRate=0", "learningRate is 0: the classifier would learn nothing; give it a positive value")]
    public async Task A_training_at_the_learning_rate_0_is_refused(string verb, string file, string setting, string reason)
    {
        var run = await Invocation.OfAsync([verb, "train", Repository.Sample(file), "--dry-run", "--set", setting]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(reason, string.Join(' ', run.Error.Split('\n').Select(line => line.Trim())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_each_prompt_are_refused_where_there_are_no_prompts()
    {
        using var folder = new TemporaryFolder();
        var run = await Invocation.OfAsync("run", Repository.Sample("digits.json"), "--output", Path.Combine(folder.Path, "run"), "--set", "evaluation.imagesPerPrompt=3");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("evaluation.imagesPerPrompt: found 3, and it has no effect without evaluation.prompts", string.Join(' ', run.Error.Split('\n').Select(line => line.Trim())), StringComparison.Ordinal);
    }
}
