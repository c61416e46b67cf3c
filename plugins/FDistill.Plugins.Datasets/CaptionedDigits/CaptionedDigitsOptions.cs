using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Mnist;

namespace FDistill.Plugins.Datasets.CaptionedDigits;

/// <summary>Options of <c>captioned-digits</c>.</summary>
public sealed class CaptionedDigitsOptions
{
    /// <summary>The folder of MNIST's IDX files under their original names, each gzipped or not.</summary>
    [Required, FilePath]
    public string Folder { get; set; } = "";

    /// <summary>Which digits: <c>train</c> (the default) or <c>test</c>.</summary>
    [EnumDataType(typeof(MnistSplit))]
    public MnistSplit Split { get; set; } = MnistSplit.Train;

    /// <summary>What of the caption is the label beside it: <c>digit</c>
    /// (0 … 9, the default) or <c>stroke</c> (0 thin, 1 thick).</summary>
    [EnumDataType(typeof(CaptionPart))]
    public CaptionPart Label { get; set; } = CaptionPart.Digit;

    /// <summary>Takes the first so many digits only, each in both strokes; default: all.</summary>
    [Range(1, int.MaxValue)]
    public int? Limit { get; set; }
}

/// <summary>What a caption says of its image.</summary>
public enum CaptionPart
{
    /// <summary>Which digit it is.</summary>
    Digit,

    /// <summary>How thick it is drawn.</summary>
    Stroke,
}
