namespace FDistill.Plugins;

/// <summary>Implemented by options of which one can make another pointless: the
/// host names those in a warning when a run begins, and in a dry run.</summary>
/// <remarks>For options that a user may well leave standing while trying others.
/// What misleads is refused instead, by <c>IValidatableObject</c>.</remarks>
public interface IHasIdleOptions
{
    /// <summary>The options that have no effect beside the others as they
    /// are. The host leaves out those that are at their default.</summary>
    IEnumerable<IdleOption> IdleOptions { get; }
}

/// <summary>An option without an effect.</summary>
/// <param name="Key">Its key: of a part, below the part's section (<c>prefetch</c>).</param>
/// <param name="Reason">Why it has none: a clause without a full stop.</param>
public sealed record IdleOption(string Key, string Reason)
{
    /// <summary>Both in a sentence.</summary>
    public string Sentence => $"{Key} has no effect: {Reason}";
}
