namespace FDistill.Cli.Tests.Support;

/// <summary>The clone that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The path of a file or folder in <c>samples/</c>.</summary>
    public static string Sample(params string[] parts)
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "FDistill.Framework.sln"))) above = above.Parent!;
        return Path.Combine([above.FullName, "samples", .. parts]);
    }
}
