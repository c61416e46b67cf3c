namespace Acme.Heads;

/// <summary>Options of <see cref="LinearProbe"/>.</summary>
public sealed class LinearProbeOptions
{
    /// <summary>Names of the features to look at. (default: the last one)</summary>
    public string[] Features { get; set; } = [];
}
