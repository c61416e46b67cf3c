using System.Diagnostics;
using System.Text.RegularExpressions;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Support;

/// <summary>A page whose commands are typed one after the other into a shell, in a
/// folder that looks like a clone; files that it shows are written there.</summary>
internal sealed partial class Walkthrough : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder folder = new();
    private readonly Page page;

    /// <param name="page">The page's place in the repository.</param>
    /// <param name="shorter">By the words that a command line begins
    /// with: keys of its run file that make it short.</param>
    public Walkthrough(string page, params (string Verb, string[] Settings)[] shorter)
    {
        this.page = Page.All.Single(other => other.Path == page);
        var cases = shorter.Select(verb => $"  \"{verb.Verb} \"*) set -- \"$@\" {string.Join(' ', verb.Settings.Select(setting => $"--set '{setting}'"))} ;;");
        folder.Write("fdistill", $"#!/bin/sh\ncase \"$* \" in\n{string.Join('\n', cases)}\nesac\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "fdistill.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(At("fdistill"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink(At("samples"), Readme.Path("samples"));
    }

    /// <summary>A file or folder of the shell's working folder.</summary>
    public string At(string name) => Path.Combine(folder.Path, name);

    /// <summary>Runs the blocks of the language <c>sh</c> as they stand, and stops at the first command that
    /// fails; blocks of JSON that begin with a comment <c>// NAME</c> are files of that name.</summary>
    /// <returns>All that was written.</returns>
    public async Task<string> RunAsync()
    {
        var script = new List<string> { "set -eu" };
        foreach (var (language, code) in page.Blocks())
        {
            if (language == "sh") script.Add(code);
            if (language == "json" && FileName().Match(code) is { Success: true } file) script.Add($"cat > '{file.Groups[1].Value}' <<'END'\n{code}\nEND");
        }

        var start = new ProcessStartInfo("/bin/bash", [folder.Write("page.sh", string.Join('\n', script))]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var written = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"the commands of {page.Path} did not end within {Limit.TotalMinutes} minutes; they wrote {string.Concat(await written)}");
        }

        var output = string.Concat(await written);
        Assert.True(process.ExitCode == 0, $"{page.Path}: exit code {process.ExitCode}\n{output}");
        return output;
    }

    public void Dispose() => folder.Dispose();

    [GeneratedRegex(@"^// (\S+\.json)\n")]
    private static partial Regex FileName();
}
