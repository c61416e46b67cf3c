namespace FDistill.Plugins;

/// <summary>The version of the contracts in this assembly.</summary>
/// <remarks>
/// A plugin works with a host whose contract has the same major
/// version and at least the plugin's minor version. Because
/// <see cref="Current"/> is a constant, the compiler writes the
/// version that a plugin was <em>built</em> against into the
/// plugin's own metadata, where the host reads it before any of the plugin's code runs.
/// </remarks>
public static class ContractVersion
{
    /// <summary>The contract's <c>major.minor</c> version: the major grows when
    /// an implementer breaks, the minor when something is added.</summary>
    public const string Current = "1.0";
}
