using System.Globalization;
using FDistill.Engine.DryRuns;
using FDistill.Engine.Training;
using FDistill.Engine.Training.Loop;
using FDistill.Hosting.RunFiles;
using FDistill.Reports.Wording;

namespace FDistill.Cli.Presentation;

/// <summary>What a dry run of a distillation has shown: what was replaced,
/// sizes, memory, time, and an estimate for the whole run.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class DryRunSheet(Terminal terminal)
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Writes it.</summary>
    public void Write(DistillationRunFile runFile, DryRun seen, IReadOnlyList<string> notes)
    {
        Say($"Dry run of {runFile.Name}: an iteration of the fake score and one of the student, at batch {DryRun.Batch}, in {runFile.Precision.ToString().ToLowerInvariant()} on {runFile.Device}");
        foreach (var note in notes) Say($"  {note}");
        WriteMemory(seen.Memory);
        Say($"Count: parameters. All else in MiB; the optimizer's share holds its moments. Peak memory of the process: {seen.PeakBytes / Mebibyte:N0}, activations of {DryRun.Batch} samples and the program included.");
        Say($"Iteration of fake score and head: {seen.FakeScoreAndHead.Seconds:F1} s, {Losses(seen.FakeScoreAndHead, Measures.FakeScoreLoss, Measures.HeadLoss)}.");
        Say($"Student's iteration: {seen.Student.Seconds:F1} s, {Losses(seen.Student, Measures.MatchingLoss, Measures.AdversarialLoss)}.");
        WriteEstimate(runFile.Training, seen.Arithmetic);
    }

    private void WriteMemory(IReadOnlyList<PartMemory> parts) => new Tables(terminal).Write(
        ["Part", "Count", "Weights", "Gradient", "Optimizer", "Averages", "Total"],
        parts.Append(Sum(parts)).Select(part => new[]
        {
            part.Part, Number(part.Parameters), Size(part.Weights), Size(part.Gradients), Size(part.Optimizer), Size(part.Averages), Size(part.Total),
        }));

    private void WriteEstimate(TrainingOptions options, IterationArithmetic arithmetic)
    {
        var samples = (long)options.Batch * options.Accumulation;
        var operations = arithmetic.Run(options);
        Say($"Arithmetic, counted from the weights, in GFLOP a sample: {arithmetic.Forward / 1e9:F1} a pass, {arithmetic.Features / 1e9:F1} to the last feature that the head sees; {arithmetic.StudentsIteration / 1e9:F1} a student's iteration, {arithmetic.FakeScoresIteration / 1e9:F1} a fake score's.");
        Say($"{options.Iterations:N0} iterations of {samples:N0} samples, {(options.StudentEvery == 1 ? "all" : $"one in {options.StudentEvery}")} of them the student's: {operations / 1e18:N1} EFLOP.");
        var hours = string.Join(", ", GpuRate.All.Select(rate => Text($"{rate.Hours(operations):N0} in {rate.Numbers} (peak {rate.Peak / 1e12:0.#} TFLOP/s)")));
        Say($"GPU hours on one {GpuRate.Gpu}, of whose peak {100 * GpuRate.Share:F0} % are assumed to be reached: {hours}.");
    }

    private static PartMemory Sum(IReadOnlyList<PartMemory> parts) => new(
        "together", parts.Sum(part => part.Parameters), parts.Sum(part => part.Weights), parts.Sum(part => part.Gradients), parts.Sum(part => part.Optimizer), parts.Sum(part => part.Averages));

    private static string Losses(IterationReport turn, params string[] names) => string.Join(", ", names.Where(turn.Values.ContainsKey).Select(name => Text($"{name} {turn.Values[name]:G4}")));

    private static string Number(long count) => count < 1_000_000 ? count.ToString("N0", CultureInfo.InvariantCulture) : Text($"{count / 1e6:N2} M");

    private static string Size(long bytes) => bytes == 0 ? "" : (bytes / Mebibyte).ToString("N1", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Say(FormattableString text) => terminal.Out.WriteLine(Wrapping.Wrap(Text(text), terminal.Width));
}
