namespace FDistill.Hosting.RunFiles;

/// <summary>One mistake in a run file or in what overrides it.</summary>
/// <param name="Origin">Where: a file with its line, an environment variable, an option of the command line.</param>
/// <param name="Key">The key, as users write it; empty for the file as a whole.</param>
/// <param name="Message">What was found, what was expected, the way out.</param>
public sealed record RunFileProblem(string Origin, string Key, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? $"{Origin}: {Message}" : $"{Origin}: {Key}: {Message}";
}
