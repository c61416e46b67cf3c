namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>How far a study has come.</summary>
/// <param name="Study">What is done, in a few words.</param>
/// <param name="Done">How many of its pieces are done.</param>
/// <param name="Total">How many there are.</param>
public sealed record TestbedProgress(string Study, int Done, int Total);
