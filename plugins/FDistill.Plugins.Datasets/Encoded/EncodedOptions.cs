using System.ComponentModel.DataAnnotations;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.Encoded;

/// <summary>Options of <c>encoded</c>.</summary>
public sealed class EncodedOptions : ReadAheadOptions, IReadsPath
{
    /// <summary>A folder that <c>fdistill dataset encode</c> wrote.</summary>
    [Required, FilePath]
    public string Folder { get; set; } = "";

    /// <summary>Takes the first so many records only; default: all.</summary>
    [Range(1, int.MaxValue)]
    public int? Limit { get; set; }

    /// <inheritdoc/>
    string IReadsPath.Readable => "a folder that 'fdistill dataset encode' wrote";

    /// <inheritdoc/>
    PathMatch? IReadsPath.Match(string path) => File.Exists(Path.Combine(path, EncodedManifest.FileName)) ? new(nameof(Folder), PathCertainty.Content) : null;
}
