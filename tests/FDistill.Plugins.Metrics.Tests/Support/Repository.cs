namespace FDistill.Plugins.Metrics.Tests.Support;

/// <summary>The clone that the tests were built in.</summary>
internal static class Repository
{
    public static string Path(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "FDistill.Framework.sln"))) folder = folder.Parent;
        return System.IO.Path.Combine([folder!.FullName, .. parts]);
    }
}
