using FDistill.Hosting;

namespace FDistill.Cli.Commands;

/// <summary>Finds the files in <c>samples/</c>.</summary>
internal static class SampleFiles
{
    private const string Folder = "samples";

    /// <summary>The path of a sample file: below the working directory,
    /// or below the program's folder or one above that.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public static string Find(string name)
    {
        string[] roots = [Directory.GetCurrentDirectory(), .. Ancestors(AppContext.BaseDirectory)];
        return roots.Select(root => Path.Combine(root, Folder, name)).FirstOrDefault(File.Exists)
            ?? throw new UserException($"There is no {Folder}/{name} here or beside the program. Run this in a clone of FDistill.Framework, or give a run file to 'fdistill run'.");
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent) yield return current.FullName;
    }
}
