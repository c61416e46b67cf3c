namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>A table of what the testbed measured, for a terminal or a page.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Headings">The columns; a line break where a heading is long.</param>
/// <param name="Rows">The cells, the row's name first.</param>
/// <param name="Note">How to read it.</param>
public sealed record LaboratoryTable(string Title, IReadOnlyList<string> Headings, IReadOnlyList<string[]> Rows, string Note);
