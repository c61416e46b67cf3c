namespace FDistill.Cli.Diagnosis;

/// <summary>Something that was looked at.</summary>
/// <param name="Subject">What.</param>
/// <param name="Text">What was found; of a problem also the way out.</param>
/// <param name="IsProblem">Whether it stands in the way.</param>
internal sealed record Finding(string Subject, string Text, bool IsProblem = false);
