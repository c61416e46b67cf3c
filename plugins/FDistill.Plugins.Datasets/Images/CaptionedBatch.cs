using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Puts images of one shape, their captions and what was done to them
/// into a batch. Several threads may set different places at once.</summary>
/// <param name="count">How many there will be.</param>
/// <param name="shape">The shape of every image; all zero where there are none.</param>
internal sealed class CaptionedBatch(int count, SampleShape shape)
{
    private readonly int size = shape.Channels * shape.Height * shape.Width;
    private readonly float[] pixels = new float[count * shape.Channels * shape.Height * shape.Width];
    private readonly string[] captions = new string[count];
    private readonly string[] ids = new string[count];
    private readonly (int Height, int Width)[] originals = new (int, int)[count];
    private readonly (int Top, int Left)[] crops = new (int, int)[count];

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>Sets the texts of one place.</summary>
    public void Set(int place, string id, string caption) => (ids[place], captions[place]) = (id, caption);

    /// <summary>Sets the image of one place.</summary>
    public void Set(int place, FittedImage image, bool isMirrored = false)
    {
        var values = pixels.AsSpan(place * size, size);
        PixelValues.Write(image.Raster.Pixels, shape, values);
        if (isMirrored) PixelValues.Mirror(values, shape.Width);
        (originals[place], crops[place]) = (image.Original, image.Crop);
    }

    /// <summary>The batch, in the caller's dispose scope.</summary>
    public DataBatch ToBatch() => size == 0
        ? new() { Count = count, Captions = captions, Ids = ids }
        : new()
        {
            Count = count,
            Images = tensor(pixels, shape.Batch(count), dtype: ScalarType.Float32, device: CPU),
            Captions = captions,
            Ids = ids,
            OriginalSizes = originals,
            Crops = crops,
        };
}
