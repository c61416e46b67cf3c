namespace FDistill.Hosting.Figures;

/// <summary>How far a figure has come that takes a while.</summary>
/// <param name="What">What is counted, in the plural.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">How many there will be.</param>
public readonly record struct FigureProgress(string What, long Done, long Total);
