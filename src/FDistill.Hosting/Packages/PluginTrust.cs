namespace FDistill.Hosting.Packages;

/// <summary>Which plugins' code may run: bundled ones; recorded ones that are as
/// they were recorded; and others unless only recorded ones are admitted.</summary>
/// <param name="packages">What is recorded.</param>
/// <param name="onlyRecorded">Whether what is not recorded is refused.</param>
public sealed class PluginTrust(IReadOnlyList<InstalledPackage> packages, bool onlyRecorded)
{
    private readonly string? refusal;

    /// <summary>Nothing but bundled plugins may run, for one reason.</summary>
    private PluginTrust(string refusal) : this([], onlyRecorded: true) => this.refusal = refusal;

    /// <summary>The environment variable that, set to 1, admits nothing that is not in the lock file.</summary>
    public const string Variable = "FDISTILL_PLUGINS_LOCKED";

    /// <summary>Everything may run.</summary>
    public static PluginTrust Anything { get; } = new([], onlyRecorded: false);

    /// <summary>Nothing but bundled plugins may run: what is recorded cannot be determined.</summary>
    /// <param name="reason">Why, in one sentence with the way out.</param>
    internal static PluginTrust Nothing(string reason) => new(reason);

    /// <summary>What a user trusts.</summary>
    /// <param name="packages">What is recorded.</param>
    /// <param name="environment">Gives an environment variable's value.</param>
    /// <exception cref="UserException">The variable is neither 0 nor 1.</exception>
    public static PluginTrust Of(IReadOnlyList<InstalledPackage> packages, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(environment);
        var onlyRecorded = environment(Variable) switch
        {
            null or "" or "0" => false,
            "1" => true,
            var other => throw new UserException($"The environment variable {Variable} is '{other}', expected 1 (nothing but what is recorded may run) or 0."),
        };
        return new PluginTrust(packages, onlyRecorded);
    }

    /// <summary>Why a plugin's code may not run, in one sentence with the way out; null where it may.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">The folder of its files.</param>
    internal string? Refusal(string name, string folder)
    {
        if (refusal is not null) return refusal;
        if (packages.FirstOrDefault(package => package.Folder == folder) is not { } recorded)
            return onlyRecorded ? $"It is not recorded, and {Variable}=1 admits nothing else: look at it, then 'fdistill plugins trust {name}'." : null;
        if (recorded.Change() is { } change) return $"{change[..1].ToUpperInvariant()}{change[1..]}: look at it, then 'fdistill plugins trust {name}' or add it again.";
        return recorded.IsTrusted ? null : $"It was added, but nobody said that its code may run: 'fdistill plugins trust {name}'.";
    }
}
