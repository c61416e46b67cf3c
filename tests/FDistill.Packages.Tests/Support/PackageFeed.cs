using System.Diagnostics;
using FDistill.Tests.Shared;

namespace FDistill.Packages.Tests.Support;

/// <summary>A folder of all that this repository packs, and a machine of its
/// own to use it on: no state of the user's is read or changed.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-packages-");

    /// <summary>Packs what is built.</summary>
    public PackageFeed()
    {
        Pack("FDistill.Framework.sln", "--no-build", "-m:1", "-p:PackTool=false");
        Pack("src/FDistill.Cli");
        File.WriteAllText(Path.Combine(folder.FullName, "NuGet.config"), $"""<configuration><packageSources><add key="packed" value="{Packages}" /></packageSources></configuration>""");
        Dotnet(Work, "tool", "install", "fdistill", "--tool-path", Path.Combine(folder.FullName, "tool"), "--add-source", Packages);
    }

    /// <summary>The packages.</summary>
    public string Packages => Path.Combine(folder.FullName, "packages");

    /// <summary>An empty folder to begin in.</summary>
    public string Work => Directory.CreateDirectory(Path.Combine(folder.FullName, "work")).FullName;

    /// <summary>Runs the SDK.</summary>
    /// <returns>What it wrote.</returns>
    public string Dotnet(string directory, params string[] arguments) => Run("dotnet", directory, arguments);

    /// <summary>Runs the command, installed from its package.</summary>
    /// <returns>What it wrote.</returns>
    public string Fdistill(string directory, params string[] arguments) => Run(Path.Combine(folder.FullName, "tool", "fdistill"), directory, arguments);

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Packs with the caches that the build used: what it links to is theirs.</summary>
    private void Pack(string what, params string[] options) =>
        Finish(Start("dotnet", Readme.Path("."), ["pack", Readme.Path(what), "--configuration", Readme.Configuration, "--output", Packages, .. options]));

    private string Run(string program, string directory, string[] arguments)
    {
        var start = Start(program, directory, arguments);
        start.Environment["DOTNET_CLI_HOME"] = Path.Combine(folder.FullName, "home");
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "cache");
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder.FullName, "data");
        start.Environment["FDISTILL_PLUGINS"] = "";
        return Finish(start);
    }

    private static ProcessStartInfo Start(string program, string directory, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath" }) start.Environment.Remove(inherited);
        return start;
    }

    private static string Finish(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}\n{output}");
        return output;
    }
}
