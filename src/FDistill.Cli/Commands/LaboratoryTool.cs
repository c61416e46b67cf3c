using FDistill.Cli.Presentation;
using FDistill.Hosting.Laboratory;
using FDistill.Reports.Laboratory.Sheets;
using FDistill.Reports.Laboratory.Testbed;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Commands;

/// <summary>Measures on the exact testbed, and presents what was measured.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="log">Where messages go.</param>
internal sealed class LaboratoryTool(Terminal terminal, MessageLog log)
{
    /// <summary>Measures; a divergence for which Theorem 1 does not hold makes the command fail.</summary>
    /// <param name="studies">What.</param>
    /// <param name="names">The divergences; none for all.</param>
    /// <param name="dimension">Coordinates of a point.</param>
    /// <param name="with">A run file whose teacher is taken.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="files">Where to write besides.</param>
    /// <returns>The exit code.</returns>
    public int Measure(LaboratoryStudies studies, IReadOnlyList<string> names, int? dimension, string? with, long seed, LaboratoryFiles files)
    {
        using var interruption = new Interruption();
        using var session = new LaboratorySession(with, DefaultTestbed.Parts, Environment.GetEnvironmentVariables(), log.Configure);
        var run = new LaboratoryRun(session, session.Divergences(names), dimension, seed);
        var report = new LaboratoryReport();
        var code = ExitCodes.Done;
        try
        {
            foreach (var part in run.Measure(studies, new TestbedDisplay(terminal, log.Status, TimeProvider.System), interruption.Token))
            {
                foreach (var table in LaboratoryTables.Of(part)) Present(table);
                report = report.With(part);
            }
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            log.Status.Say("Interrupted: what is shown is whole, the rest was not measured.");
            code = ExitCodes.Interrupted;
        }

        if (code == ExitCodes.Done || report != new LaboratoryReport()) Write(report, files);
        return code == ExitCodes.Done && report.Theorem?.All(row => row.Holds) == false ? ExitCodes.Failed : code;
    }

    private void Present(LaboratoryTable table)
    {
        terminal.Out.WriteLine(Wrapping.Wrap(table.Title, terminal.Width));
        new Tables(terminal).Write(table.Headings, table.Rows);
        terminal.Out.WriteLine(Wrapping.Wrap(table.Note, terminal.Width));
        terminal.Out.WriteLine();
    }

    private void Write(LaboratoryReport report, LaboratoryFiles files)
    {
        if (files.Html is { } html) LaboratoryPage.Write(html, report);
        if (files.Picture is { } picture) LaboratoryPage.WritePicture(picture, report);
        if (files.Json is { } json) LaboratoryPage.WriteJson(json, report);
        foreach (var path in new[] { files.Html, files.Picture, files.Json }.OfType<string>()) terminal.Out.WriteLine($"Written: {path}");
    }
}
