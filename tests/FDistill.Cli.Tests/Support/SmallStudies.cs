namespace FDistill.Cli.Tests.Support;

/// <summary>Studies of points whose runs take a fraction of a second.</summary>
internal sealed class SmallStudies : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Output => Path.Combine(folder.Path, "studies");

    public string Runs => Path.Combine(Output, "runs");

    /// <summary>What follows the studies' names on the command line.</summary>
    /// <param name="output">The folder of runs and pages.</param>
    /// <param name="iterations">Of every run.</param>
    /// <param name="seeds">Their seeds.</param>
    public static string[] Options(string output, int iterations = 6, string seeds = "0") =>
    [
        "--scale", "points", "--seeds", seeds, "--output", output, "--set", $"training.iterations={iterations}", "--set", "training.batch=16", "--set", "training.student.schedule.decayFrom=0",
        "--set", "checkpoints.every=50", "--set", "evaluation.samples=40", "--set", "evaluation.reference.records=40", "--set", "evaluation.metrics=[{\"use\":\"frechet\"},{\"use\":\"precision-recall\"}]",
    ];

    public Task<Invocation> ReproduceAsync(string studies, params string[] more) => Invocation.OfAsync(["reproduce", .. studies.Split(' '), .. Options(Output), .. more]);

    public void Dispose() => folder.Dispose();
}
