using System.Xml.Linq;
using FDistill.Setup.Tests.Support;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace FDistill.Setup.Tests.Support;

/// <summary>A local package source with a tiny library under the names and versions of the real packages.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    // What the smoke run and the miniature touch.
    private static readonly Dictionary<string, string> CodeByPackage = new()
    {
        ["TorchSharp"] = """
            namespace TorchSharp;

            public sealed class torch : System.IDisposable
            {
                public static torch ones(long size) => new();
                public torch sum() => this;
                public T item<T>() => (T)(object)2f;
                public void Dispose() { }
            }
            """,
        ["TorchSharp-cpu"] = "",
        ["TorchSharp-cuda-linux"] = "",
        ["McMaster.NETCore.Plugins"] = "namespace McMaster.NETCore.Plugins; public class PluginConfig(string path) { public string MainAssemblyPath => path; }",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("fdistill-feed-").FullName;

    public string Folder => Path.Combine(folder, "packages");

    public async ValueTask InitializeAsync()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(e => e.Attribute("Include")!.Value, e => e.Attribute("Version")!.Value);
        foreach (var (name, code) in CodeByPackage)
            Write(name, versions[name], code);
        await File.WriteAllTextAsync(Path.Combine(folder, "Feed.slnx"),
            $"<Solution>{string.Concat(CodeByPackage.Keys.Select(name => $"""<Project Path="{name}/{name}.csproj" />"""))}</Solution>");

        var packed = await Command.RunAsync(folder, [], "dotnet", "pack", "--output", Folder);
        Assert.True(packed.ExitCode == 0, packed.Output);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Write(string name, string version, string code)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(project, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Version>{version}</Version>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "Code.cs"), code);
    }
}
