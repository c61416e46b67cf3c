using FDistill.Hosting.Figures;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Commands;

/// <summary>Which figures are wanted, and where.</summary>
/// <param name="Runs">The runs' folders.</param>
/// <param name="Kinds">The figures.</param>
/// <param name="AsFarAsPossible">Whether a figure that the runs do not
/// give is left out, with a word on why, rather than an error.</param>
/// <param name="Compared">Divergences to draw beside the runs'.</param>
/// <param name="Drawing">How many samples are drawn.</param>
/// <param name="Output">A file or a folder; null for a folder in the first run's.</param>
/// <param name="Json">Where the numbers go; null for nowhere.</param>
/// <param name="Overrides">What the command line gives instead of the runs' run files.</param>
internal sealed record FigureRequest(
    IReadOnlyList<string> Runs,
    IReadOnlyList<FigureKind> Kinds,
    bool AsFarAsPossible,
    IReadOnlyList<string> Compared,
    FigureOptions Drawing,
    string? Output,
    string? Json,
    IReadOnlyList<Override> Overrides);
