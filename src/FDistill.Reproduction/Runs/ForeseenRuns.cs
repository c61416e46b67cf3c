using System.Globalization;
using FDistill.Engine.DryRuns;
using FDistill.Hosting.DryRuns;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.Logging;

namespace FDistill.Reproduction.Runs;

/// <summary>What runs would take whose files are not here: GPU
/// hours, counted from what their iterations compute.</summary>
internal static class ForeseenRuns
{
    /// <summary>Makes a dry run a run with stand-ins for what is missing, and counts.</summary>
    /// <param name="run">The run file, read for this alone with missing files tolerated.</param>
    /// <param name="count">How many runs of the kind there are.</param>
    /// <param name="logging">Where messages go.</param>
    /// <returns>A sentence.</returns>
    public static string Describe(LoadedRun<DistillationRunFile> run, int count, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(run);
        var host = new DryRunHost(run, logging);
        if (host.Obstacle(host.Plan(budget: null)) is { } obstacle) return $"How long its runs take cannot be determined here. {obstacle}";
        var operations = host.Run().Arithmetic.Run(run.RunFile.Training);
        var hours = GpuRate.All.Select(rate => string.Create(CultureInfo.InvariantCulture, $"{rate.Hours(operations):N0} in {rate.Numbers}"));
        return $"A run computes {(operations / 1e18).ToString("N1", CultureInfo.InvariantCulture)} EFLOP, GPU hours on one {GpuRate.Gpu}: {string.Join(", ", hours)}; there are {count} of them.";
    }
}
