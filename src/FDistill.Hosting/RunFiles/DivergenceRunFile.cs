using System.ComponentModel.DataAnnotations;
using FDistill.Divergences;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Laboratory;

/// <summary>A divergence on its own, chosen as a run file would.</summary>
internal sealed class DivergenceRunFile : RunFile
{
    /// <summary>The divergence.</summary>
    [Required]
    public PartChoice<IDivergence>? Divergence { get; set; }
}
