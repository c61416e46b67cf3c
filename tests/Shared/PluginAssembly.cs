using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FDistill.Tests.Shared;

/// <summary>Compiles plugins as a plugin author's own build would, into FOLDER/NAME/NAME.dll.</summary>
internal static class PluginAssembly
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using FDistill.Datasets;
        using FDistill.Divergences;
        using FDistill.Heads;
        using FDistill.Metrics;
        using FDistill.Plugins;
        using FDistill.Teachers;

        """;

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly IReadOnlyList<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Compiles a plugin whose entry class, <c>Entry</c>, is in the source.</summary>
    public static string Compile(string folder, string name, string source, string contract = "1.0", string version = "1.0.0.0", params string[] references) =>
        CompileLibrary(
            Path.Combine(folder, name),
            name,
            $"""
            {Usings}
            [assembly: FDistillPlugin(typeof(Entry), "{contract}")]
            [assembly: System.Reflection.AssemblyVersion("{version}")]
            {source}
            """,
            references);

    /// <summary>Compiles any library.</summary>
    public static string CompileLibrary(string folder, string name, string source, params string[] references) => Compile(folder, name, [source], references);

    /// <summary>Compiles a plugin of the third party's sample repository, with some of its words replaced.</summary>
    /// <returns>The plugin's assembly.</returns>
    public static string CompileSample(string folder, string name, params (string Words, string Others)[] replacements)
    {
        var sources = Directory.GetFiles(Readme.Path($"samples/third-party/src/{name}"), "*.cs").Select(File.ReadAllText).ToList();
        foreach (var (words, others) in replacements)
        {
            Assert.Single(sources, source => source.Contains(words, StringComparison.Ordinal));
            sources = [.. sources.Select(source => source.Replace(words, others, StringComparison.Ordinal))];
        }

        return Compile(Path.Combine(folder, name), name, [ImplicitUsings, .. sources], []);
    }

    private static string Compile(string folder, string name, IReadOnlyList<string> sources, string[] references)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name + ".dll");
        var compilation = CSharpCompilation.Create(
            name,
            [.. sources.Select(source => CSharpSyntaxTree.ParseText(source))],
            [.. Platform, .. references.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(file);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return file;
    }

    /// <summary>The source of a plugin that brings one divergence, the constant h = 1.</summary>
    public static string Divergence(string name, string register = "", string constructor = "") => $$"""
        public sealed class Entry : IPlugin
        {
            public Entry() { {{constructor}} }

            public void Register(IPluginBuilder builder)
            {
                {{register}}
                builder.AddDivergence<Constant>("{{name}}", "A divergence of a test.");
            }
        }

        public sealed class Constant : IDivergence
        {
            public TorchSharp.torch.Tensor Weight(DensityRatio ratio) => TorchSharp.torch.ones_like(ratio.Value);
        }
        """;
}
