using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>How a dataset is read ahead of time. It changes speed and memory only, never what a run sees.</summary>
public abstract class ReadAheadOptions : IHasIdleOptions
{
    /// <summary>Threads that decode ahead; 0 decodes when a batch
    /// is asked for. Default: 1 (EDM: --workers 1).</summary>
    [Range(0, 256)]
    public int Workers { get; set; } = 1;

    /// <summary>How many batches are decoded ahead. Default: 2 (EDM: prefetch_factor=2).</summary>
    [Range(1, 1024)]
    public int Prefetch { get; set; } = 2;

    /// <inheritdoc/>
    public virtual IEnumerable<IdleOption> IdleOptions => Workers == 0 ? [new("prefetch", "workers is 0, and nothing is decoded ahead")] : [];
}
