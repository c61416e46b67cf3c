using FDistill.Formats.Files;
using FDistill.Formats.Images.Lettering;
using FDistill.Formats.Images.Png;
using FDistill.Images;
using FDistill.Reports;
using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>All samples on one sheet, with the texts that they were asked
/// for: under each, or over a row of those with the same text.</summary>
/// <param name="path">The PNG file; replaced where it exists.</param>
/// <param name="texts">The text of every sample.</param>
/// <param name="imagesPerText">How many samples of the same text follow each other.</param>
internal sealed class LabelledSheetOutput(string path, IReadOnlyList<string> texts, int imagesPerText) : ISampleOutput
{
    /// <summary>How many samples a sheet holds at most: more are no picture to look at.</summary>
    public const int Most = 1000;

    /// <summary>Smaller samples are magnified until a text fits under them, larger ones are shrunk.</summary>
    private const int SmallestWidth = 96, LargestWidth = 512;

    private const int MostColumns = 8, FirstRow = 4;

    private readonly List<Raster> pictures = [];

    /// <inheritdoc/>
    public void Add(torch.Tensor images)
    {
        using var scope = torch.NewDisposeScope();
        var width = (int)images.shape[3];
        var shrink = (width + LargestWidth - 1) / LargestWidth;
        var shown = shrink > 1 ? torch.nn.functional.avg_pool2d(images, shrink) : images;
        var grid = new SampleGrid(Columns: 1, Scale: Math.Max(1, (SmallestWidth + width - 1) / width), Padding: 0);
        pictures.AddRange(shown.split(1, 0).Select(grid.Draw));
    }

    /// <inheritdoc/>
    public void Complete()
    {
        var grid = new LabelledGrid();
        var sheet = imagesPerText > 1
            ? grid.OverRows(pictures, [.. texts.Where((_, number) => number % imagesPerText == 0)])
            : grid.UnderEach(pictures, texts, pictures.Count <= FirstRow ? pictures.Count : Math.Min(MostColumns, (int)Math.Ceiling(Math.Sqrt(pictures.Count))));
        Durable.WriteFile(path, stream => stream.Write(PngWriter.Encode(sheet)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
