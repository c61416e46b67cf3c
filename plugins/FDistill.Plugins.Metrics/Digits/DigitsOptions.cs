using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Metrics.Digits;

/// <summary>Options of <c>digits</c>.</summary>
public sealed class DigitsOptions : IHasIdleOptions
{
    /// <summary>The classifier's weights (<c>.safetensors</c>). Default: the bundled ones.</summary>
    [FilePath]
    public string? Checkpoint { get; set; }

    /// <summary>Whether the classifier has weights already; false makes a
    /// fresh one, which is about to be trained. (house: true)</summary>
    public bool Trained { get; set; } = true;

    /// <summary>How many classes it tells apart. (the digits: 10)</summary>
    [Range(2, 1000)]
    public int Classes { get; set; } = 10;

    /// <inheritdoc/>
    public IEnumerable<IdleOption> IdleOptions => Trained ? [] : [new("checkpoint", "trained is false, and a fresh network is made")];
}
