namespace FDistill.Plugins;

/// <summary>The options of a part that has none: any key in its section but <c>use</c> is refused.</summary>
public sealed class NoOptions;
