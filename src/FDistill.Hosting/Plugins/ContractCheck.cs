using System.Globalization;

namespace FDistill.Hosting.Plugins;

/// <summary>Whether a plugin built against one contract works with a host that offers another.</summary>
internal static class ContractCheck
{
    /// <summary>Compares two contracts: the same major and at most the host's minor version will do.</summary>
    /// <param name="plugin">The contract that the plugin was built against.</param>
    /// <param name="host">The host's.</param>
    /// <returns>Null where they fit; else one sentence that says why not, with the way out.</returns>
    public static string? Mismatch(string plugin, string host)
    {
        var (hostMajor, hostMinor) = Parse(host) ?? throw new ArgumentException($"'{host}' is not major.minor.", nameof(host));
        if (Parse(plugin) is not var (major, minor))
            return $"It states the contract '{plugin}', which is not of the form major.minor.";
        if (major == hostMajor && minor <= hostMinor) return null;

        var newer = major > hostMajor || (major == hostMajor && minor > hostMinor);
        return $"It was built for contract {plugin}; this host offers {host}. {(newer ? "Update the host." : "Update the plugin.")}";
    }

    private static (int Major, int Minor)? Parse(string version) =>
        version.Split('.') is [var major, var minor]
        && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var majorNumber)
        && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var minorNumber)
            ? (majorNumber, minorNumber)
            : null;
}
