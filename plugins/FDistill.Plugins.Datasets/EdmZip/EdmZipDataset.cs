using FDistill.Images;
using FDistill.Plugins.Datasets.Archives;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.EdmZip;

/// <summary>Images in a zip or folder with their labels in <c>dataset.json</c>:
/// the layout of NVIDIA's dataset_tool (StyleGAN2-ADA, StyleGAN3, EDM).</summary>
public sealed class EdmZipDataset : ImageDataset
{
    /// <summary>Reads the directory and the labels.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged,
    /// holds no images, or labels do not fit them.</exception>
    public EdmZipDataset(EdmZipOptions options, IImageDecoder decoder, IImageResizer resizer)
        : base(new FittedImages(Open(options, decoder), options, resizer), options)
    {
    }

    private static ArchivedImages Open(EdmZipOptions options, IImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(options);
        var archive = FileArchive.Open(options.Path);
        try
        {
            var images = ArchivedImages.In(archive);
            var labels = EdmLabels.Read(archive, images);
            return new ArchivedImages(archive, images, labels, labels?.Max() + 1, decoder);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }
}
