using System.Text.Json;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Pages;

/// <summary>The commands of the pages that take a newcomer by the
/// hand, typed as they stand, with runs of a few iterations.</summary>
public sealed class WalkthroughTests
{
    private static readonly string[] ShortRun =
    [
        "training.iterations=6", "training.batch=4", "checkpoints.every=6", "evaluation.samples=40", "evaluation.reference.limit=40", "evaluation.teacherSteps=[2]", "evaluation.teacherRows=null",
        "report.rows=1", "report.columns=4", "report.teacherSteps=2",
    ];

    [Fact]
    public async Task The_commands_of_getting_started_work_as_they_stand()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands are a Unix shell's");
        using var page = new Walkthrough("docs/getting-started.md", ("quickstart", ShortRun), ("run", ShortRun));

        await page.RunAsync();

        Assert.All(["digits.png", "runs/digits/report.html", "runs/digits/figures/figure-3.svg", "runs/forward-kl/report.html"], name => Assert.True(File.Exists(page.At(name)), name));
    }

    [Fact]
    public async Task The_commands_of_the_tutorial_lead_from_images_to_a_student_its_pictures_and_its_page()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands are a Unix shell's");
        using var page = new Walkthrough(
            "docs/tutorial.md", ("run", ShortRun),
            ("teacher train", ["teacherTraining.iterations=6", "teacherTraining.batch=8", "report.rows=1", "report.columns=4", "report.teacherSteps=2"]),
            ("classifier train", ["classifierTraining.iterations=6"]));

        await page.RunAsync();

        string[] left =
        [
            "mine/images.png", "mine/teacher.png", "mine/student.png", "mine/both.png", "mine/student.zip", "mine/model", "mine/recall.svg",
            "runs/mine-student/report.html", "runs/mine-student/figures/figure-6.svg", "runs/mine-classifier/export/classifier.safetensors",
        ];
        Assert.All(left, name => Assert.True(Path.Exists(page.At(name)), name));
        Assert.Equal(2000, Directory.GetFiles(page.At("mine/images"), "*.png", SearchOption.AllDirectories).Length);
        using var measured = JsonDocument.Parse(await File.ReadAllTextAsync(page.At("runs/mine-student/evaluation.json"), TestContext.Current.CancellationToken));
        Assert.Contains("student, after", measured.RootElement.GetRawText(), StringComparison.Ordinal);
    }
}
