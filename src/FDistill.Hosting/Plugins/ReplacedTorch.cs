using System.Reflection;
using TorchSharp;

namespace FDistill.Hosting.Plugins;

/// <summary>What a plugin brings of TorchSharp and libtorch, or was
/// built against, in place of which it gets the host's.</summary>
internal static class ReplacedTorch
{
    private static readonly Assembly Host = typeof(torch).Assembly;

    private static readonly EnumerationOptions Readable = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Says it in sentences; empty where the plugin was
    /// built against the host's version and brings nothing.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <param name="references">What its assembly refers to; empty where that could not be read.</param>
    public static string Describe(string folder, IReadOnlyList<AssemblyName> references) => string.Concat(new[] { OtherVersion(references), Copies(folder) }.Where(sentence => sentence is not null).Select(sentence => $" {sentence}"));

    private static string? OtherVersion(IReadOnlyList<AssemblyName> references) =>
        references.FirstOrDefault(reference => reference.Name == nameof(TorchSharp))?.Version is { } built && built != Host.GetName().Version
            ? $"It was built against TorchSharp {built} and gets the host's, {Host.GetName().Version}."
            : null;

    private static string? Copies(string folder)
    {
        var found = Directory.EnumerateFiles(folder, "*", Readable).Select(Path.GetFileName).OfType<string>().Where(IsTorch).Distinct().Order(StringComparer.Ordinal).ToList();
        return found.Count == 0 ? null : $"Its own {string.Join(", ", found)} {(found.Count == 1 ? "is" : "are")} not used: the host's {(found.Count == 1 ? "is" : "are")}.";
    }

    private static bool IsTorch(string file) => Path.GetFileNameWithoutExtension(file) is "TorchSharp" or "libLibTorchSharp" or "LibTorchSharp" or "libtorch_cpu" or "torch_cpu" or "libtorch_cuda" or "torch_cuda"
        && !file.EndsWith(".pdb", StringComparison.Ordinal) && !file.EndsWith(".xml", StringComparison.Ordinal);
}
