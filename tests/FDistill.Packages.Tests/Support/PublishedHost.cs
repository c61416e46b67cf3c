using System.Diagnostics;
using System.Security.Cryptography;
using FDistill.Tests.Shared;

namespace FDistill.Packages.Tests.Support;

/// <summary>The command, published to a folder of its own as whoever
/// installs it on a machine would, and never touched again.</summary>
public class PublishedHost : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-published-");

    /// <summary>Publishes what is built.</summary>
    public PublishedHost()
        : this("--no-build")
    {
    }

    /// <summary>Publishes.</summary>
    /// <param name="options">How.</param>
    protected PublishedHost(params string[] options)
    {
        var (exitCode, output) = Start("dotnet", new Dictionary<string, string>(), ["publish", Readme.Path("src/FDistill.Cli/FDistill.Cli.csproj"), "--configuration", Readme.Configuration, "--output", Host, .. options]);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>A folder to work in.</summary>
    public string Work => Directory.CreateDirectory(Path.Combine(folder.FullName, "work")).FullName;

    /// <summary>Where it was published to.</summary>
    public string Host => Path.Combine(folder.FullName, "host");

    /// <summary>What distinguishes these files from any others.</summary>
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

    /// <summary>Runs the command, however it ends.</summary>
    /// <param name="environment">Variables of the environment.</param>
    /// <param name="arguments">What follows its name.</param>
    /// <returns>The exit code, and what it wrote, without line breaks.</returns>
    public (int ExitCode, string Words) Try(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (exitCode, output) = Start(Path.Combine(Host, "fdistill"), environment, arguments);
        return (exitCode, string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private (int ExitCode, string Output) Start(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Work, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "FDISTILL_PLUGINS", "FDISTILL_LIBTORCH" }) start.Environment.Remove(inherited);
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder.FullName, "data");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, $"{Path.GetFileName(program)} {string.Join(' ', arguments)}\n{output}");
    }
}
