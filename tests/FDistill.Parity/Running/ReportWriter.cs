using System.Globalization;

namespace FDistill.Parity.Running;

/// <summary>Writes how checks went: a line for every output, at 80 columns, and the sum at the end.</summary>
/// <param name="output">Where to.</param>
internal sealed class ReportWriter(TextWriter output)
{
    private const int Width = 80, IdWidth = 40, RoleWidth = 44;

    private static readonly Dictionary<Verdict, string> Words = new() { [Verdict.Passed] = "passed", [Verdict.Failed] = "FAILED", [Verdict.Skipped] = "skipped" };

    private readonly Dictionary<Verdict, int> counts = Words.Keys.ToDictionary(verdict => verdict, _ => 0);

    /// <summary>Writes the checks of a recording, each when it is made.</summary>
    /// <param name="file">Its checks file.</param>
    /// <param name="reports">The checks.</param>
    public void Write(string file, IEnumerable<CheckReport> reports)
    {
        output.WriteLine(Path.GetRelativePath(Directory.GetCurrentDirectory(), file));
        foreach (var report in reports) Write(report);
    }

    /// <summary>Writes the sum.</summary>
    /// <returns>The exit code.</returns>
    public int Finish()
    {
        output.WriteLine($"{counts[Verdict.Passed]} passed, {counts[Verdict.Failed]} failed, {counts[Verdict.Skipped]} skipped");
        return counts[Verdict.Failed] > 0 ? ExitCodes.Failed : ExitCodes.Passed;
    }

    private void Write(CheckReport report)
    {
        counts[report.Verdict]++;
        output.WriteLine($"  {Words[report.Verdict],-7} {Fitted(report.Id, IdWidth)}  {report.Kind}");
        foreach (var line in report.Outputs) Write(line);
        if (report.Problem is { } problem) WriteProblem(problem);
    }

    private void Write(OutputReport line)
    {
        var mark = line.Passed ? ' ' : '!';
        output.WriteLine(line.Problem is null
            ? $"   {mark} {Fitted(line.Role, RoleWidth),-RoleWidth} {Relative(line.Difference, line.Largest),9} of {Relative(line.Allowed, line.Largest),8}"
            : $"   {mark} {Fitted(line.Role, RoleWidth)}");
        if (line.Problem is { } problem) WriteProblem(problem);
    }

    /// <summary>The error over the largest recorded value, or the
    /// error itself where all recorded values are 0.</summary>
    private static string Relative(double error, double largest) =>
        (largest > 0 && double.IsFinite(largest) ? error / largest : error).ToString("0.0e+00", CultureInfo.InvariantCulture);

    /// <summary>A name with its middle left out, where it is longer than its column.</summary>
    private static string Fitted(string name, int width) => name.Length <= width ? name : $"{name[..(width / 2)]}…{name[^((width / 2) - 1)..]}";

    private void WriteProblem(string problem)
    {
        foreach (var line in problem.Split('\n'))
            foreach (var piece in line.Chunk(Width - 6))
                output.WriteLine($"      {new string(piece)}");
    }
}
