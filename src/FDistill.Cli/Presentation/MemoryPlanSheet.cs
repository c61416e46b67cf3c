using System.Globalization;
using FDistill.Engine.DryRuns;
using FDistill.Hosting.DryRuns;
using FDistill.Reports.Wording;
using FDistill.Teachers;

namespace FDistill.Cli.Presentation;

/// <summary>The plan of a distillation's memory, by part and by purpose.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class MemoryPlanSheet(Terminal terminal)
{
    private const double Mebibyte = 1 << 20, Gibibyte = 1 << 30;

    private (double Bytes, string Name) unit = (Gibibyte, "GiB");

    /// <summary>Writes it.</summary>
    /// <param name="planned">The plan.</param>
    /// <param name="notes">A sentence for each missing file.</param>
    public void Write(PlannedMemory planned, IReadOnlyList<string> notes)
    {
        var (plan, settings) = (planned.Plan, planned.Settings);
        unit = plan.Total < Gibibyte ? (Mebibyte, "MiB") : (Gibibyte, "GiB");
        Say($"Memory planned, in {unit.Name}, at batch {settings.Batch} in {settings.Precision.ToString().ToLowerInvariant()}, {(settings.GradientCheckpointing ? "with" : "without")} gradient checkpointing:");
        foreach (var note in notes) Say($"  {note}");
        new Tables(terminal).Write(["", .. plan.Parts.Select(part => part.Part), "together"],
        [
            ["parameters, M", .. plan.Parts.Select(part => Millions(part.Parameters)), Millions(plan.Parts.Sum(part => part.Parameters))],
            Row("weights", plan, part => part.Weights),
            Row("masters", plan, part => part.Masters),
            Row("optimizer", plan, part => part.Optimizer),
            Row("averages", plan, part => part.Averages),
            Row("gradients", plan, part => part.Gradients),
            ["activations", .. plan.Parts.Select(part => Size(part.Activations)), Size(plan.Activations)],
        ]);
        foreach (var network in plan.Idle) Say($"  {network.Name}: {Size(network.Bytes)}, {Place(network, plan)}.");
        Say($"  Libraries and the program: {Size(MemoryPlan.Reserve)}.");
        Say($"  Activations together: those of the student's iteration, in which the teacher's features send gradients back, or of the fake score's, if these are more.");
        Say($"Memory, all together: {Size(plan.Total)} {unit.Name}{(planned.Budget is { } budget ? Text($" of the {Size(budget)} that {planned.Device} has") : " ; how much the device has is not known: give it with --memory")}.");
    }

    private string[] Row(string purpose, MemoryPlan plan, Func<PlannedPart, long> of) => [purpose, .. plan.Parts.Select(part => Size(of(part))), Size(plan.Parts.Sum(of))];

    private static string Place(IdleNetwork network, MemoryPlan plan) => network.Offload switch
    {
        Offload.Disk => "on the disk while the denoisers train",
        Offload.Memory when !plan.IsOnCpu => "in main memory while the denoisers train",
        _ => "counted, for it stays",
    };

    private string Size(long bytes) => bytes == 0 ? "" : (bytes / unit.Bytes).ToString("F2", CultureInfo.InvariantCulture);

    private static string Millions(long count) => (count / 1e6).ToString("N1", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Say(FormattableString text) => terminal.Out.WriteLine(Wrapping.Wrap(Text(text), terminal.Width));
}
