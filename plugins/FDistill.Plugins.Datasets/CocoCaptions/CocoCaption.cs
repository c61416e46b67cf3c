namespace FDistill.Plugins.Datasets.CocoCaptions;

/// <summary>An image of MS-COCO with its captions.</summary>
/// <param name="Id">Its number.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Captions">Some five texts, each by another person, in the order of their numbers.</param>
internal sealed record CaptionedImage(long Id, string File, IReadOnlyList<string> Captions);

/// <summary>An image with the caption drawn for it.</summary>
/// <param name="File">The name of the image's file.</param>
/// <param name="Text">The caption.</param>
internal sealed record CocoCaption(string File, string Text);
