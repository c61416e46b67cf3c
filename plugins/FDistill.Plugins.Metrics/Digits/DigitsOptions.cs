namespace FDistill.Plugins.Metrics.Digits;

/// <summary>Options of <c>digits</c>.</summary>
public sealed class DigitsOptions
{
    /// <summary>The classifier's weights (<c>.safetensors</c>). Left out only where the classifier is about to be trained.</summary>
    [FilePath]
    public string? Checkpoint { get; set; }
}
