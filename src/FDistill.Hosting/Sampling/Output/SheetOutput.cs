using FDistill.Formats.Files;
using FDistill.Formats.Images.Png;
using FDistill.Reports;
using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>All samples on one sheet.</summary>
/// <param name="path">The PNG file; replaced where it exists.</param>
/// <param name="count">How many samples there will be.</param>
internal sealed class SheetOutput(string path, int count) : ISampleOutput
{
    /// <summary>How many samples a sheet holds at most: more are no picture to look at.</summary>
    public const int Most = 10_000;

    private const int SmallSheet = 100, SmallSheetColumns = 10, SmallSample = 32, Magnification = 3;
    private readonly List<torch.Tensor> kept = [];

    /// <inheritdoc/>
    public void Add(torch.Tensor images) => kept.Add(images.clone().DetachFromDisposeScope());

    /// <inheritdoc/>
    public void Complete()
    {
        using var images = torch.cat([.. kept], 0);
        var columns = count <= SmallSheet ? Math.Min(SmallSheetColumns, count) : (int)Math.Ceiling(Math.Sqrt(count));
        var sheet = new SampleGrid(columns, images.shape[3] <= SmallSample ? Magnification : 1).Draw(images);
        Durable.WriteFile(path, stream => stream.Write(PngWriter.Encode(sheet)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var images in kept) images.Dispose();
    }
}
