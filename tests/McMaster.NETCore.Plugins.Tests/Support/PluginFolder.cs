using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace McMaster.NETCore.Plugins.Tests.Support;

/// <summary>A temporary folder into which tiny assemblies are compiled.</summary>
internal sealed class PluginFolder : IDisposable
{
    private static readonly MetadataReference[] s_framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plugins-");

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public string Compile(string file, string source, params string[] references)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(file),
            [CSharpSyntaxTree.ParseText(source)],
            [.. s_framework, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return path;
    }

    /// <summary>A plugin whose <c>Plugin.Greet()</c> says what its dependency says.</summary>
    public string CompileGreeter(string folder, string word)
    {
        var dependency = Compile($"{folder}/Words.dll", $$"""public static class Words { public static string Greeting => "{{word}}"; }""");
        return Compile($"{folder}/Greeter.dll", "public static class Plugin { public static string Greet() => Words.Greeting; }", dependency);
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // Where a loaded file is locked, the system cleans its temporary folder.
        }
    }
}
