using System.ComponentModel.DataAnnotations;
using FDistill.Plugins;

namespace Acme.Teachers;

/// <summary>Options of <see cref="ResidualTeacher"/>.</summary>
public sealed class ResidualTeacherOptions
{
    /// <summary>The weights (<c>.safetensors</c>); absent: a fresh network.</summary>
    [FilePath]
    public string? Checkpoint { get; set; }

    /// <summary>Height and width of the images. (default: 8)</summary>
    [Range(1, 1024)]
    public int Size { get; set; } = 8;

    /// <summary>Channels of the images. (default: 1)</summary>
    [Range(1, 16)]
    public int Channels { get; set; } = 1;

    /// <summary>Channels of the network. (default: 16)</summary>
    [Range(1, 1024)]
    public int Width { get; set; } = 16;

    /// <summary>Blocks of the network. (default: 2)</summary>
    [Range(1, 64)]
    public int Blocks { get; set; } = 2;
}
