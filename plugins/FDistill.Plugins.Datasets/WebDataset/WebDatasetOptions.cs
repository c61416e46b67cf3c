using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>Options of <c>webdataset</c>.</summary>
public sealed class WebDatasetOptions : CaptionedImageOptions, IReadsPath
{
    /// <summary>The shards: a folder of <c>.tar</c> files, one such file,
    /// or a pattern with braces, <c>coyo/{00000..00099}.tar</c>.</summary>
    [Required, FilePath(MayBePattern = true)]
    public string Shards { get; set; } = "";

    /// <summary>The key of a sample's JSON that holds its caption. Default: none,
    /// the caption is the sample's <c>.txt</c> (img2dataset writes both).</summary>
    public string? CaptionKey { get; set; }

    /// <summary>Which samples are taken, by their JSON. Default: all.</summary>
    public MetadataOptions Metadata { get; set; } = new();

    /// <summary>Whether every image is mirrored in half of the epochs, at random; a pass without
    /// a seed mirrors none. Default: false, for captions tell left from right.</summary>
    public bool XFlip { get; set; }

    /// <summary>How the processes of a run share the data. Default: <c>shards</c>,
    /// each reads files of its own (webdataset: split_by_node).</summary>
    [EnumDataType(typeof(ShardSplit))]
    public ShardSplit Split { get; set; } = ShardSplit.Shards;

    /// <summary>How many shards are read by turns, so that a batch is not of one shard alone. (house: 4)</summary>
    [Range(1, 1024)]
    public int Interleave { get; set; } = 4;

    /// <summary>How many samples wait in the buffer out of which the next one is drawn;
    /// it holds their places in the shards, not their bytes. (OpenCLIP: 5000)</summary>
    [Range(1, 10_000_000)]
    public int ShuffleBuffer { get; set; } = 5000;

    /// <summary>How many damaged samples and shards are passed over, each
    /// with a warning; one more ends the run. (house: 100)</summary>
    [Range(0, int.MaxValue)]
    public int MaxDamaged { get; set; } = 100;

    /// <inheritdoc/>
    string IReadsPath.Readable => ".tar shards, or a folder of them";

    /// <inheritdoc/>
    PathMatch? IReadsPath.Match(string path) => (Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.tar").Any() : Path.GetExtension(path).Equals(".tar", StringComparison.OrdinalIgnoreCase))
        ? new(nameof(Shards), PathCertainty.Name)
        : null;
}

/// <summary>How the processes of a run share shards.</summary>
public enum ShardSplit
{
    /// <summary>Every shard is one process's in an epoch.</summary>
    Shards,

    /// <summary>Every process walks through all shards and takes
    /// every n-th sample: for fewer shards than processes.</summary>
    Samples,
}
