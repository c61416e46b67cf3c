using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Metrics.Latency;

/// <summary>Options of <c>latency</c>.</summary>
public sealed class LatencyOptions
{
    /// <summary>Samples that are made first and not timed. (house: 3)</summary>
    [Range(1, 10_000)]
    public int WarmUp { get; set; } = 3;

    /// <summary>Samples that are timed, one after the other. (house: 20)</summary>
    [Range(1, 100_000)]
    public int Samples { get; set; } = 20;
}
