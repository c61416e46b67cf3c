using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests;

/// <summary>The paper's figures of small runs, from the command line to the files.</summary>
public sealed class FigureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_figures_that_a_run_gives_are_drawn_into_its_folder_and_what_it_lacks_is_told()
    {
        var run = await RunAsync("run");

        var figures = await FigureAsync(run, "--samples", "200", "--pictures", "30", "--compare", "forward-kl", "--json", At("numbers.json"));

        Assert.Equal(
            ["figure-3.svg", "figure-4.svg", "figure-5a.svg", "figure-5b.svg", "figure-6.svg", "figure-7.svg"],
            Directory.GetFiles(Path.Combine(run, "figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("Left out: js has been evaluated fewer than two times", Unwrapped(figures.Error), StringComparison.Ordinal);
        Assert.Contains("200/200 samples", figures.Error, StringComparison.Ordinal);
        Assert.Contains("rank correlation", figures.Out, StringComparison.Ordinal);
        Assert.All(figures.Lines.Where(line => !line.Contains(folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
        var numbers = JsonNode.Parse(File.ReadAllText(At("numbers.json")))!.AsArray();
        Assert.Equal(6, numbers.Count);
        Assert.Equal(["js", "forward-kl"], numbers[1]!["charts"]![0]!["lines"]!.AsArray().Select(line => (string)line!["name"]!));
        Assert.Equal(200, numbers[4]!["charts"]![1]!["points"]![0]!["y"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("6", "svg")]
    [InlineData("9", "png")]
    [InlineData("7", "png")]
    public async Task The_same_seed_gives_the_same_bytes_and_another_others(string which, string ending)
    {
        var run = await RunAsync("run", iterations: 10);
        async Task<byte[]> Drawn(string seed)
        {
            await FigureAsync(run, "--which", which, "--samples", "64", "--pictures", "8", "--seed", seed, "--output", At($"figure.{ending}"));
            return File.ReadAllBytes(At($"figure.{ending}"));
        }

        var first = await Drawn("3");
        Assert.Equal(first, await Drawn("3"));
        Assert.NotEqual(first, await Drawn("4"));
    }

    [Fact]
    public async Task Runs_that_differ_in_their_seed_alone_are_one_band_and_others_are_named_by_what_differs()
    {
        string[] runs = [await RunAsync("a", seed: 0), await RunAsync("b", seed: 1), await RunAsync("c", training: "\"normalizeWeight\": false,")];

        await FigureAsync([.. runs, "--which", "5b", "--output", At("loss.svg"), "--json", At("loss.json")]);

        var lines = JsonNode.Parse(File.ReadAllText(At("loss.json")))![0]!["charts"]![0]!["lines"]!.AsArray();
        Assert.Equal(["normalizeWeight true, 2 seeds", "normalizeWeight false"], lines.Select(line => (string)line!["name"]!));
        Assert.Equal(lines[0]!["x"]!.AsArray().Count, lines[0]!["upper"]!.AsArray().Count);
    }

    [Fact]
    public async Task Recall_is_drawn_over_the_checkpoints_as_they_were_measured_last()
    {
        var run = await RunAsync("run", iterations: 10);
        File.AppendAllText(Path.Combine(run, "metrics.jsonl"), """
            {"iteration":5,"evaluation":"checkpoint 000005","identity":"a","frechet":9,"recall":0.1}
            {"iteration":5,"evaluation":"checkpoint 000005","identity":"b","frechet":8,"recall":0.2}
            {"iteration":10,"evaluation":"checkpoint 000010","identity":"c","columns":[{"name":"frechet","title":"Fréchet distance"},{"name":"recall","title":"Recall"}],"frechet":4,"recall":0.5}

            """);

        await FigureAsync(run, "--which", "recall", "--json", At("recall.json"));

        var charts = JsonNode.Parse(File.ReadAllText(At("recall.json")))![0]!["charts"]!.AsArray();
        Assert.Equal(["Fréchet distance", "Recall"], charts.Select(chart => (string)chart!["title"]!));
        Assert.Equal([0.2, 0.5], charts[1]!["lines"]![0]!["y"]!.AsArray().Select(value => (double)value!));
    }

    [Fact]
    public async Task Teacher_and_student_of_images_stand_side_by_side()
    {
        var run = await ImageRun.MakeAsync(folder);
        var figure = await FigureAsync(run, "--which", "7", "--pictures", "4");
        Assert.Contains("4 samples of each, from the same seeds", figure.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run, "figures", "figure-7.png")));
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_told_with_the_way_out()
    {
        var run = await RunAsync("run", iterations: 10);
        Directory.Delete(Path.Combine(run, "checkpoints"), recursive: true);

        await RefusedAsync("there is no figure '8' to be made of a run. There are: 3, 4, 5a, 5b, 6, 7, 9, 10, recall, or all.", run, "--which", "8");
        await RefusedAsync("There is no checkpoint in", run, "--which", "6");
        await RefusedAsync("evaluated fewer than two times: evaluation.every measures on the way, and 'fdistill evaluate RUN' the checkpoints", run, "--which", "recall");
        await RefusedAsync("found the ending '.pdf', expected .svg or .png", run, "--which", "4", "--output", At("figure.pdf"));
        await RefusedAsync("is one file, and 2 figures are asked for", run, "--which", "4,5a", "--output", At("figure.svg"));
        await RefusedAsync("Figure 7 shows the samples of one run; 2 were named.", run, run, "--which", "7");
        await RefusedAsync("train longer", run, "--which", "10");
        await RefusedAsync("There is no run", At("nowhere"), "--which", "4");
    }

    private static async Task RefusedAsync(string message, params string[] arguments)
    {
        var figure = await Invocation.OfAsync(["figure", .. arguments]);
        Assert.NotEqual(0, figure.ExitCode);
        Assert.Contains(message, Unwrapped(figure.Error), StringComparison.Ordinal);
        Assert.DoesNotContain("defect", figure.Error, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string name, int iterations = 60, long seed = 0, string training = "")
    {
        var file = folder.Write($"{name}.json", MixtureRun.Json(training: training));
        var run = await Invocation.OfAsync("run", file, "--output", At(name), "--seed", $"{seed}", "--set", $"training.iterations={iterations}");
        Assert.True(run.ExitCode == 0, run.Error);
        return At(name);
    }

    private static async Task<Invocation> FigureAsync(params string[] arguments)
    {
        var figure = await Invocation.OfAsync(["figure", .. arguments]);
        Assert.True(figure.ExitCode == 0, figure.Error);
        return figure;
    }

    private string At(string name) => Path.Combine(folder.Path, name);

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
}
