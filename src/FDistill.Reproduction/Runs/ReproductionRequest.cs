using FDistill.Hosting.RunFiles;
using FDistill.Reproduction.Certificates;
using FDistill.Reproduction.Studies;

namespace FDistill.Reproduction.Runs;

/// <summary>What is to be reproduced, as the command line says it.</summary>
/// <param name="Studies">What takes runs.</param>
/// <param name="Certificates">What takes none.</param>
/// <param name="Scale">The scale of all studies; null where nothing takes runs.</param>
/// <param name="Seeds">A run of every row for each of these.</param>
/// <param name="Output">The full path of the folder of runs and pages.</param>
/// <param name="Overrides">Keys of all runs that are given on the command line.</param>
internal sealed record ReproductionRequest(
    IReadOnlyList<Study> Studies, IReadOnlyList<CertificateTable> Certificates, Scale? Scale, IReadOnlyList<long> Seeds, string Output, IReadOnlyList<Override> Overrides)
{
    private const string Folder = "reproductions";

    /// <summary>The folder of the runs' folders.</summary>
    public string Runs => Path.Combine(Output, "runs");

    /// <summary>The folder that is taken where none is named.</summary>
    public static string DefaultOutput(Scale? scale) => Path.GetFullPath(scale is null ? Folder : Path.Combine(Folder, scale.Name));

    /// <summary>The command line that does the same.</summary>
    public string Command => string.Join(' ',
    [
        "fdistill reproduce", .. Certificates.Select(table => table.Name), .. Studies.Select(study => study.Name),
        .. Scale is null ? Array.Empty<string>() : ["--scale", Scale.Name, "--seeds", string.Join(',', Seeds)],
        .. Overrides.Select(one => one.Origin.StartsWith("--set ", StringComparison.Ordinal) ? $"--set '{one.Origin["--set ".Length..]}={one.Text}'" : $"{one.Origin} {one.Text}"),
        .. Output == DefaultOutput(Scale) ? Array.Empty<string>() : ["--output", Output],
    ]);
}
