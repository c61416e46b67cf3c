namespace FDistill.Hosting.Documentation;

/// <summary>What there is to know of a key in a run file.</summary>
/// <param name="Key">The key; of an option in a section below, its path: <c>architecture.channels</c>.</param>
/// <param name="Expected">What its value is, in words.</param>
/// <param name="IsRequired">Whether it has to be given.</param>
/// <param name="Default">The value that it has where the file gives none, as JSON; null
/// where there is none, and for a section, whose options have defaults of their own.</param>
/// <param name="Summary">What it does, and where its default comes from.</param>
public sealed record OptionDescription(string Key, string Expected, bool IsRequired, string? Default, string Summary);
