using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Metrics.CaptionAccuracy;

/// <summary>Options of <c>caption-accuracy</c>.</summary>
public sealed class CaptionAccuracyOptions
{
    /// <summary>What is read from an image, each by a classifier of its own, which
    /// ought not to be the network that the samples' model is conditioned by.</summary>
    [Required, MinLength(1)]
    public CaptionReaderOptions[] Readers { get; set; } = [];
}

/// <summary>One thing that captions say of their images.</summary>
public sealed class CaptionReaderOptions
{
    /// <summary>What it is, e.g. <c>digit</c>: the share that is read right is called <c>digitAccuracy</c>.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The captions' words for it, in the order of the classifier's classes.</summary>
    [Required, MinLength(2)]
    public string[] Words { get; set; } = [];

    /// <summary>The classifier's weights, as <c>fdistill classifier train</c> leaves them.</summary>
    [Required, FilePath]
    public string Checkpoint { get; set; } = "";
}
