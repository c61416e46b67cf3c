namespace FDistill.Build.Tests.Support;

/// <summary>A fresh clone in small, in a folder of its own: this repository's build files
/// and scripts around one program, and a source of packages that has none.</summary>
internal sealed class Miniature : IDisposable
{
    private const string Program = "src/FDistill.Cli/FDistill.Cli.csproj";

    public Miniature()
    {
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "fdistill", "test", "src/clone.sh"]) Copy(name);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/FDistill.Torch/build"))) Copy(Path.GetRelativePath(Repository.Root, file));

        Directory.CreateDirectory(Path.Combine(Root, "no packages"));
        Write("nuget.config", """<configuration><packageSources><clear /><add key="local" value="no packages" /></packageSources></configuration>""");
        Write("FDistill.Framework.sln", $$"""
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "FDistill.Cli", "{{Program}}", "{6F8BA5C1-6C3D-4E0D-9B0A-0B8A3C1D2E3F}"
            EndProject
            Global
            	GlobalSection(SolutionConfigurationPlatforms) = preSolution
            		Release|Any CPU = Release|Any CPU
            	EndGlobalSection
            	GlobalSection(ProjectConfigurationPlatforms) = postSolution
            		{6F8BA5C1-6C3D-4E0D-9B0A-0B8A3C1D2E3F}.Release|Any CPU.ActiveCfg = Release|Any CPU
            		{6F8BA5C1-6C3D-4E0D-9B0A-0B8A3C1D2E3F}.Release|Any CPU.Build.0 = Release|Any CPU
            	EndGlobalSection
            EndGlobal

            """);
        Write(Program, """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="TorchSharp" /></ItemGroup></Project>""");
    }

    // A space in the path, as in many a user's.
    public string Root { get; } = Directory.CreateDirectory(Path.Combine(Directory.CreateTempSubdirectory("fdistill-").FullName, "my clone")).FullName;

    /// <summary>Runs one of the scripts; none of its packages reaches the user's own cache.</summary>
    public Task<Outcome> RunAsync(string script, params (string Name, string Value)[] extra)
    {
        var environment = new Dictionary<string, string?> { ["NUGET_PACKAGES"] = Path.Combine(Root, "cache"), ["FDISTILL_LIBTORCH"] = Root };
        foreach (var (name, value) in extra) environment[name] = value;
        return Command.RunAsync(Path.GetTempPath(), environment, "/bin/bash", Path.Combine(Root, script));
    }

    /// <summary>A search path of the tools that every system has.</summary>
    public string CoreutilsAlone()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "tools")).FullName;
        foreach (var tool in (string[])["dirname", "readlink", "cat", "mkdir"])
            File.CreateSymbolicLink(Path.Combine(folder, tool), new[] { "/usr/bin", "/bin" }.Select(place => Path.Combine(place, tool)).First(File.Exists));
        return folder;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Root)!, recursive: true);

    private void Copy(string path) => File.Copy(Path.Combine(Repository.Root, path), Target(path));

    private void Write(string path, string text) => File.WriteAllText(Target(path), text);

    private string Target(string path)
    {
        var target = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return target;
    }
}
