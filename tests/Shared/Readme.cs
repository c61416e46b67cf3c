namespace FDistill.Tests.Shared;

/// <summary>The repository's README, whose examples are tested as they stand.</summary>
internal static class Readme
{
    /// <summary>The divergence plugin: the first block of C#.</summary>
    public static string DivergencePlugin()
    {
        const string opening = "```csharp\n";
        var markdown = File.ReadAllText(Path("README.md"));
        var start = markdown.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return markdown[start..markdown.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>A file or folder of the repository.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Root(), name);

    /// <summary>The configuration that the tests were built in, which is what else is built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("debug", StringComparison.Ordinal) ? "Debug" : "Release";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "FDistill.Framework.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
