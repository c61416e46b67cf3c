namespace FDistill.Setup.Tests.Support;

/// <summary>
/// A fresh clone in small, in a folder of its own: this repository's build files and set-up around one program, whose
/// packages come from one local source, and a bridge to libtorch that is only a file.
/// </summary>
internal sealed class Miniature : IDisposable
{
    private const string Program = "src/Mini/Mini.csproj";
    private const string StandIn = "src/Compat/TorchSharp/TorchSharp.csproj";

    // The packages are fakes: none may reach the user's own package cache.
    private readonly Dictionary<string, string?> environment = new()
    {
        ["FDISTILL_TORCH"] = null,
        ["FDISTILL_LIBTORCH"] = null,
        ["CXX"] = "true",
    };

    public Miniature(string? packages = null)
    {
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Solution.targets", "Directory.Packages.props", "global.json", "fdistill"])
            Copy(name);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Compat/setup"), "*", SearchOption.AllDirectories))
            Copy(Path.GetRelativePath(Repository.Root, file));

        Directory.CreateDirectory(Path.Combine(Root, "no packages"));
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="{packages ?? "no packages"}" />
              </packageSources>
            </configuration>
            """);
        environment["NUGET_PACKAGES"] = Path.Combine(Root, "cache");

        Write("Mini.slnx", $"""<Solution><Project Path="{Program}" /><Project Path="{StandIn}" /></Solution>""");
        Write(Program, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <UseTorchSharp>true</UseTorchSharp>
                <UsePluginLoader>true</UsePluginLoader>
              </PropertyGroup>
            </Project>
            """);
        Write("src/Mini/Program.cs", "System.Console.WriteLine(TorchSharp.torch.ones(2).item<float>());");

        Write(StandIn, """
            <Project Sdk="Microsoft.NET.Sdk">
              <Target Name="Refuse" BeforeTargets="BeforeBuild"><Error Text="A stand-in is built where the packages are used." /></Target>
            </Project>
            """);

        Write("libtorch/lib/libtorch_cpu.so", "");
        Write("src/Compat/native/build.sh", """
            sleep "${BUILD_SECONDS-0}"
            [ -z "${BUILD_FAILS-}" ] || exit 1
            mkdir -p "$1"
            echo "over $FDISTILL_LIBTORCH" >> "$1/libfdistill_torch.so"
            """);
    }

    // A space in the path, as in many a user's.
    public string Root { get; } = Directory.CreateDirectory(Path.Combine(Directory.CreateTempSubdirectory("fdistill-").FullName, "my clone")).FullName;

    public string Libtorch => Path.Combine(Root, "libtorch");

    /// <summary>One line for every time that the bridge was built.</summary>
    public string[] Builds => File.Exists(Path.Combine(Root, "artifacts/torch/native/libfdistill_torch.so"))
        ? File.ReadAllLines(Path.Combine(Root, "artifacts/torch/native/libfdistill_torch.so"))
        : [];

    /// <summary>What the set-up recorded, or an empty text.</summary>
    public string Provider => File.Exists(Path.Combine(Root, "artifacts/torch/provider.props"))
        ? File.ReadAllText(Path.Combine(Root, "artifacts/torch/provider.props"))
        : "";

    public Task<Outcome> BuildSolutionAsync() => Command.RunAsync(Root, environment, "dotnet", "build", "Mini.slnx");

    public Task<Outcome> BuildProjectAsync() => Command.RunAsync(Root, environment, "dotnet", "build", Program);

    public Task<Outcome> SetUpAsync(params (string Name, string? Value)[] extra)
    {
        var all = new Dictionary<string, string?>(environment);
        foreach (var (name, value) in extra)
            all[name] = value;
        return Command.RunAsync(Path.GetTempPath(), all, "bash", Path.Combine(Root, "fdistill"), "setup");
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Root)!, recursive: true);

    private void Copy(string path)
    {
        var target = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Repository.Root, path), target);
    }
}
