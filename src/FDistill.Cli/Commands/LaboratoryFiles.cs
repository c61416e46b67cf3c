namespace FDistill.Cli.Commands;

/// <summary>The files that what was measured is written to; null where it is not.</summary>
/// <param name="Html">A page.</param>
/// <param name="Picture">A picture.</param>
/// <param name="Json">The numbers.</param>
internal sealed record LaboratoryFiles(string? Html, string? Picture, string? Json);
