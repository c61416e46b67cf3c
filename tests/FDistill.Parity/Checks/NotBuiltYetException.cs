namespace FDistill.Parity.Checks;

/// <summary>A check needs something that is not built yet. The check fails: a check that cannot be made proves nothing.</summary>
/// <param name="what">A sentence.</param>
internal sealed class NotBuiltYetException(string what) : Exception(what);
