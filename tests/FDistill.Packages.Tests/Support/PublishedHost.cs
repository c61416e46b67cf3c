using System.Diagnostics;
using System.Security.Cryptography;
using FDistill.Tests.Shared;

namespace FDistill.Packages.Tests.Support;

/// <summary>The command, published to a folder of its own as whoever installs it on a machine would, and never touched again.</summary>
public sealed class PublishedHost : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-published-");

    /// <summary>Publishes what is built.</summary>
    public PublishedHost()
    {
        var (exitCode, output) = Start("dotnet", new Dictionary<string, string>(), "publish", Readme.Path("src/FDistill.Cli/FDistill.Cli.csproj"), "--no-build", "--configuration", "Release", "--output", Host);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>A folder to work in.</summary>
    public string Work => Directory.CreateDirectory(Path.Combine(folder.FullName, "work")).FullName;

    private string Host => Path.Combine(folder.FullName, "host");

    /// <summary>What tells these files from any others.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Host, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Runs the command; it has to succeed.</summary>
    /// <param name="environment">Variables of the environment.</param>
    /// <param name="arguments">What follows its name.</param>
    public void Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (exitCode, output) = Start(Path.Combine(Host, "fdistill"), environment, arguments);
        Assert.True(exitCode == 0, output);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private (int ExitCode, string Output) Start(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Work, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "FDISTILL_PLUGINS" }) start.Environment.Remove(inherited);
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder.FullName, "data");
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, $"{Path.GetFileName(program)} {string.Join(' ', arguments)}\n{output}");
    }
}
