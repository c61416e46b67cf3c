using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.CocoCaptions;

/// <summary>Draws the captions of an evaluation: images without replacement, and one caption of each.</summary>
/// <remarks>Both depend on the seed and the annotations alone:
/// the first n of a draw of more are the draw of n.</remarks>
internal static class CocoDraw
{
    /// <summary>Draws.</summary>
    /// <param name="images">All captioned images, in the order of their numbers.</param>
    /// <param name="count">How many to draw.</param>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<CocoCaption> Draw(IReadOnlyList<CaptionedImage> images, int count, long seed)
    {
        var order = new ShuffledOrder(images.Count, seed);
        return [.. Enumerable.Range(0, count).Select(place => images[(int)order[place]]).Select(image => new CocoCaption(image.File, Caption(image, seed)))];
    }

    private static string Caption(CaptionedImage image, long seed)
    {
        var random = new SplitMix64(~seed, image.Id);
        return image.Captions[random.Below(image.Captions.Count)];
    }
}
