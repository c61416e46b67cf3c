namespace FDistill.Cli.Diagnosis;

/// <summary>The native libraries in this process.</summary>
internal static class LoadedLibraries
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Those whose file names contain one of some words; none where the operating system does not tell.</summary>
    public static IEnumerable<string> Matching(params string[] words) => !File.Exists(Maps) ? [] : File.ReadLines(Maps)
        .Select(line => line[(line.LastIndexOf(' ') + 1)..])
        .Where(path => path.StartsWith('/') && words.Any(word => Path.GetFileName(path).Contains(word, StringComparison.OrdinalIgnoreCase)))
        .Distinct();
}
