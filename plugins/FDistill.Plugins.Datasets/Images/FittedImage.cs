using FDistill.Images;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>An image that was brought to a size, and what was done to
/// it: SDXL is conditioned on that (Podell et al. 2023, 2.2).</summary>
/// <param name="Raster">The image.</param>
/// <param name="Original">Its height and width before.</param>
/// <param name="Crop">What was cut off above and to the left, in pixels of the resized image.</param>
internal sealed record FittedImage(Raster Raster, (int Height, int Width) Original, (int Top, int Left) Crop)
{
    /// <summary>The image's shape.</summary>
    public SampleShape Shape => new(Raster.Channels, Raster.Height, Raster.Width);
}
