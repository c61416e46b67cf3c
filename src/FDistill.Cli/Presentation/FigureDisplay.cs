using FDistill.Hosting.Figures;

namespace FDistill.Cli.Presentation;

/// <summary>Shows the progress of a figure that takes a while.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="status">Writes there.</param>
internal sealed class FigureDisplay(Terminal terminal, StatusLine status) : IProgress<FigureProgress>
{
    private (string What, long Total, long Done, CountDisplay Display)? current;

    /// <inheritdoc/>
    public void Report(FigureProgress value)
    {
        // What is counted anew is another count.
        if (current is not { } shown || shown.What != value.What || shown.Total != value.Total || value.Done < shown.Done)
            shown = (value.What, value.Total, 0, new CountDisplay(terminal, status, TimeProvider.System, value.Total, value.What));
        current = shown with { Done = value.Done };
        shown.Display.Report(value.Done);
    }
}
