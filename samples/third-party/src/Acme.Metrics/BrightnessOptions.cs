namespace Acme.Metrics;

/// <summary>Options of <see cref="Brightness"/>.</summary>
public sealed class BrightnessOptions
{
    /// <summary>Whether black is 0 and white 1, instead of −1 and 1. (default: true)</summary>
    public bool FromZero { get; set; } = true;
}
