using System.ComponentModel.DataAnnotations;
using FDistill.Divergences;

namespace FDistill.Hosting.RunFiles;

/// <summary>A divergence on its own, chosen as a run file would.</summary>
internal sealed class DivergenceRunFile : RunFile
{
    /// <summary>The divergence.</summary>
    [Required]
    public PartChoice<IDivergence>? Divergence { get; set; }
}
