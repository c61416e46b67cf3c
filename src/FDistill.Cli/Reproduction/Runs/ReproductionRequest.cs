using FDistill.Cli.Reproduction.Studies;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Reproduction.Runs;

/// <summary>What is to be reproduced, as the command line says it.</summary>
/// <param name="Studies">The studies.</param>
/// <param name="Scale">The scale of all of them.</param>
/// <param name="Seeds">A run of every row for each of these.</param>
/// <param name="Output">The full path of the folder of runs and pages.</param>
/// <param name="Overrides">Keys of all runs that are given on the command line.</param>
internal sealed record ReproductionRequest(IReadOnlyList<Study> Studies, Scale Scale, IReadOnlyList<long> Seeds, string Output, IReadOnlyList<Override> Overrides)
{
    /// <summary>The folder of the runs' folders.</summary>
    public string Runs => Path.Combine(Output, "runs");
}
