using System.Runtime.InteropServices;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>The runtime identifiers whose assets fit this process, from the most special to none at all.</summary>
internal static class PlatformFallbacks
{
    public static IReadOnlyList<string> Identifiers { get; } = [.. All().Distinct()];

    private static IEnumerable<string> All()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        yield return RuntimeInformation.RuntimeIdentifier;
        var musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        string[] systems = OperatingSystem.IsWindows() ? ["win"]
            : OperatingSystem.IsMacOS() ? ["osx", "unix"]
            : musl ? ["linux-musl", "linux", "unix"]
            : ["linux", "unix"];
        foreach (var system in systems)
        {
            yield return $"{system}-{architecture}";
            yield return system;
        }
        yield return "any";
        yield return "";
    }
}
