using FDistill.Cli.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FDistill.Cli.Tests.Embedding;

/// <summary>The framework in a host that is not the command.</summary>
public sealed class EmbeddingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_in_a_host_tells_how_it_comes_along_and_gives_the_bits_that_the_command_gives()
    {
        var file = folder.Write("mixture.json", MixtureRun.Json());
        using var host = Build();
        var seen = new Seen();

        var summary = await host.Services.GetRequiredService<RunHost>().RunAsync(Request(file, "embedded") with { Progress = seen }, TestContext.Current.CancellationToken);

        Assert.False(summary.Interrupted);
        Assert.Equal(Enumerable.Range(1, 20), seen.Turns.Select(turn => (int)turn.Iteration));
        Assert.All(seen.Turns, turn => Assert.Equal(20, turn.Iterations));
        Assert.Contains(seen.Turns, turn => turn.Values.ContainsKey(Measures.MatchingLoss));
        Assert.Equal(0, (await Invocation.OfAsync("run", file, "--output", Path.Combine(folder.Path, "commanded"))).ExitCode);
        Assert.Equal(Student("commanded", 20), Student("embedded", 20));
    }

    [Fact]
    public async Task A_host_that_stops_has_a_checkpoint_saved_and_the_run_goes_on_from_it()
    {
        var file = folder.Write("mixture.json", MixtureRun.Json(training: "\"adversarialWeight\": 0.01"));
        using var host = Build(services => services.AddSingleton(Request(file, "stopped") with { Set = ["training.iterations=100000", $"output={Output("stopped")}"] }).AddSingleton<Worker>().AddHostedService(provider => provider.GetRequiredService<Worker>()));
        var worker = host.Services.GetRequiredService<Worker>();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await worker.Trains.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        var outcome = worker.Summary!.Outcome!;
        Assert.True(worker.Summary.Interrupted);
        Assert.True(File.Exists(Path.Combine(outcome.Checkpoint, "student.safetensors")));

        using var another = Build();
        var again = Request(file, "stopped") with { Set = ["training.iterations=100000", $"output={Output("stopped")}"], Settings = new RunSettings(Resume: true) };
        var seen = new Seen();
        using var enough = new CancellationTokenSource();
        seen.After = enough.Cancel;
        await another.Services.GetRequiredService<RunHost>().RunAsync(again with { Progress = seen }, enough.Token);
        Assert.Equal(outcome.Iteration + 1, seen.Turns[0].Iteration);
    }

    [Fact]
    public async Task Runs_of_one_process_wait_for_each_other_and_its_observers_see_all_of_them()
    {
        var file = folder.Write("mixture.json", MixtureRun.Json());
        var order = new Order();
        using var host = Build(services => services.AddSingleton<IRunObserver>(order));
        var runs = host.Services.GetRequiredService<RunHost>();

        await Task.WhenAll(runs.RunAsync(Request(file, "one"), CancellationToken.None), runs.RunAsync(Request(file, "two"), CancellationToken.None));

        Assert.Equal(["started", "finished", "started", "finished"], order.Events);
        Assert.Equal(Student("one", 20), Student("two", 20));
    }

    [Fact]
    public async Task Mistakes_of_a_run_file_are_told_by_an_exception_and_nothing_is_written()
    {
        var file = folder.Write("mixture.json", MixtureRun.Json(training: "\"iteratoins\": 20"));
        using var host = Build();

        var mistakes = await Assert.ThrowsAsync<RunFileException>(() => host.Services.GetRequiredService<RunHost>().RunAsync(Request(file, "wrong"), CancellationToken.None));

        Assert.Contains("training.iteratoins", Assert.Single(mistakes.Problems).ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output("wrong")));
    }

    [Fact]
    public async Task The_sample_is_thirty_lines_and_runs_in_its_own_host()
    {
        Assert.True(File.ReadAllLines(Repository.Sample("embedding", "Program.cs")).Length <= 30);
        var built = AppContext.BaseDirectory.Replace(typeof(EmbeddingTests).Assembly.GetName().Name!, "Embedding", StringComparison.Ordinal);

        var (exitCode, output) = await OtherProgram.RunAsync(Path.Combine(built, "Embedding.dll"), folder.Path);

        Assert.Equal(0, exitCode);
        Assert.Contains("50 of 50: matching loss", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "runs", "embedded", "report.html")));
    }

    [Fact]
    public void The_lines_of_the_sample_s_readme_compile()
    {
        var readme = File.ReadAllText(Repository.Sample("embedding", "README.md"));
        var start = readme.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        var lines = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];

        PluginAssembly.CompileLibrary(folder.Path, "Lines", $$"""
            using System; using System.IO; using FDistill.Hosting; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;
            public static class Lines { public static void Of(HostApplicationBuilder builder) { {{lines}} } }
            """);
    }

    private static IHost Build(Action<IServiceCollection>? add = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddFDistill();
        add?.Invoke(builder.Services);
        return builder.Build();
    }

    private RunRequest Request(string file, string name) => new(file) { Set = [$"output={Output(name)}"] };

    private string Output(string name) => Path.Combine(folder.Path, name);

    private byte[] Student(string name, int iteration) => File.ReadAllBytes(Path.Combine(Output(name), "checkpoints", $"{iteration:D6}", "student.safetensors"));
}
