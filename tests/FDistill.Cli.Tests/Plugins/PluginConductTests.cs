using FDistill.Cli.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Plugins;

/// <summary>What the command promises about plugins that write to
/// the console, throw, and have threads of their own.</summary>
public sealed class PluginConductTests(SampleParts parts) : IClassFixture<SampleParts>
{
    private const string Plugin = "Acme.Divergences", Weight = "return sigmoid.pow(options.Gamma);", Again = "} private int iterations; public void Nothing() {";

    [Fact]
    public async Task What_a_plugin_writes_to_the_console_is_a_message_and_no_result()
    {
        using var loud = new SampleRun(parts, Plugin, Weight, "Console.Write(\"half a \"); Console.WriteLine(\"line\"); Console.Error.WriteLine(\"an error\"); return sigmoid.pow(options.Gamma);");
        using var quiet = new SampleRun(parts);

        var (noise, silence) = (await loud.RunAsync(), await quiet.RunAsync());

        Assert.Equal((0, 0), (noise.ExitCode, silence.ExitCode));
        Assert.Equal(Words(silence.Out, quiet), Words(noise.Out, loud));
        Assert.Equal(2, noise.Error.Split('\n').Count(line => line == "half a line"));
        Assert.Equal(2, noise.Error.Split('\n').Count(line => line == "an error"));
    }

    [Fact]
    public async Task A_part_that_throws_has_its_plugin_named()
    {
        using var run = new SampleRun(parts, Plugin, Weight, "throw new NotSupportedException(\"no licence\");");

        var outcome = await run.RunAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("fdistill: The plugin Acme.Divergences failed: NotSupportedException: no licence.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Acme.Divergences.Bounded.Weight", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_on_a_plugin_s_own_thread_ends_the_process_which_names_the_plugin_and_the_run_goes_on_from_its_checkpoint()
    {
        using var run = new SampleRun(parts, Plugin, Weight, $"if (++iterations > 1) {{ var own = new Thread(() => throw new NotSupportedException(\"no licence\")); own.Start(); own.Join(); }} return sigmoid.pow(options.Gamma); {Again}");
        using var healthy = new SampleRun(parts);

        var (exitCode, output) = await Process("run", run.File, "--output", run.Output);

        Assert.Equal(1, exitCode);
        var told = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("fdistill: The plugin Acme.Divergences ended the process by an exception on a thread of its own: NotSupportedException: no licence.", told, StringComparison.Ordinal);
        Assert.Contains("Checkpoints that were written are whole", told, StringComparison.Ordinal);
        var resumed = await Invocation.OfAsync("run", healthy.File, "--output", run.Output, "--resume");
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("000005", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_s_thread_does_not_keep_the_command_from_ending()
    {
        using var run = new SampleRun(parts, Plugin, Weight, "new Thread(() => Thread.Sleep(Timeout.Infinite)).Start(); return sigmoid.pow(options.Gamma);");

        Assert.Equal(0, (await Process("run", run.File, "--output", run.Output)).ExitCode);
    }

    [Fact]
    public async Task A_run_is_refused_until_one_of_two_parts_of_a_name_is_chosen()
    {
        using var run = new SampleRun(parts);
        PluginAssembly.Compile(run.Changed, "Other.Divergences", PluginAssembly.Divergence("acme"));

        var refused = await run.RunAsync();
        var chosen = await run.RunAsync("--set", "divergence.use=Other.Divergences/acme");

        Assert.Equal((2, 0), (refused.ExitCode, chosen.ExitCode));
        Assert.Contains("2 plugins bring the divergence 'acme': write 'Acme.Divergences/acme' or 'Other.Divergences/acme'", string.Join(' ', refused.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> Process(params string[] arguments) => OtherProgram.RunAsync(Path.Combine(AppContext.BaseDirectory, "fdistill.dll"), Path.GetTempPath(), arguments);

    /// <summary>What a run writes, but for its folder and its times.</summary>
    private static IEnumerable<string> Words(string output, SampleRun run) =>
        output.Replace(run.Output, "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Any(char.IsDigit) && word.Any(char.IsLetter));
}
