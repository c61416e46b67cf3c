using System.Globalization;
using FDistill.Formats.Images.Png;
using FDistill.Images;
using FDistill.Reports;
using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>Samples as PNG files <c>000000.png</c>, <c>000001.png</c>, …</summary>
internal sealed class NumberedPictures
{
    private int next;

    /// <summary>Encodes samples, on all cores.</summary>
    /// <param name="images">[n, C, H, W] float32 in [−1, 1] on the CPU.</param>
    /// <returns>Names and contents, in order.</returns>
    public IReadOnlyList<(string Name, byte[] Content)> Encode(torch.Tensor images)
    {
        var rasters = Rasters(images);
        var pictures = new (string, byte[])[rasters.Count];
        Parallel.For(0, pictures.Length, number =>
            pictures[number] = (string.Create(CultureInfo.InvariantCulture, $"{next + number:d6}.png"), PngWriter.Encode(rasters[number])));
        next += pictures.Length;
        return pictures;
    }

    private static List<Raster> Rasters(torch.Tensor images)
    {
        using var scope = torch.NewDisposeScope();
        var grid = new SampleGrid(Columns: 1, Padding: 0);
        return [.. images.split(1, 0).Select(grid.Draw)];
    }
}
