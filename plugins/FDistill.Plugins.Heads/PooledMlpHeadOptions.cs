using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Heads;

/// <summary>Options of <see cref="PooledMlpHead"/>.</summary>
public sealed class PooledMlpHeadOptions
{
    /// <summary>Names of the features it looks at; without any, all of them. (house)</summary>
    public string[] Features { get; set; } = [];

    /// <summary>The width of the hidden layers. (house: 64)</summary>
    [Range(1, 4096)]
    public int Width { get; set; } = 64;

    /// <summary>How many hidden layers there are. (house: 2)</summary>
    [Range(1, 16)]
    public int Layers { get; set; } = 2;

    /// <summary>Whether the noise level, as ln t / 4, is one more input.
    /// (house: yes; features of a network carry it already)</summary>
    public bool NoiseLevel { get; set; } = true;
}
