using FDistill.Plugins;

namespace FDistill.Engine.DryRuns;

/// <summary>When an option has no effect.</summary>
/// <param name="Key">Its key below the section.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsIdle">Whether it has no effect beside the others.</param>
/// <param name="Reason">Why.</param>
internal sealed record IdleRule<T>(string Key, Func<T, object> Value, Func<T, bool> IsIdle, string Reason)
{
    /// <summary>Those that were set away from their defaults and have no effect, each once.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="section">The section's key in a run file.</param>
    /// <param name="options">The section.</param>
    /// <param name="defaults">The section as it is by default.</param>
    public static IEnumerable<IdleOption> Found(IEnumerable<IdleRule<T>> rules, string section, T options, T defaults) => rules
        .Where(rule => !rule.Value(options).Equals(rule.Value(defaults)) && rule.IsIdle(options))
        .DistinctBy(rule => rule.Key)
        .Select(rule => new IdleOption($"{section}.{rule.Key}", rule.Reason));
}
