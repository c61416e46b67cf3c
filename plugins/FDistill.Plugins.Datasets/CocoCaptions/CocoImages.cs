using FDistill.Images;
using FDistill.Plugins.Datasets.Archives;
using FDistill.Plugins.Datasets.Images;
using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.CocoCaptions;

/// <summary>The images behind captions, brought to one shape.</summary>
internal sealed class CocoImages : IDisposable
{
    private readonly IFileArchive archive;
    private readonly IReadOnlyList<string> names;
    private readonly ImageFit fit;
    private readonly IImageDecoder decoder;

    /// <summary>Finds the images, and takes the shape from the first one.</summary>
    /// <param name="path">A folder or zip that holds them, at any depth.</param>
    /// <param name="captions">What was drawn of them.</param>
    /// <param name="fit">Fits them.</param>
    /// <param name="decoder">Decodes them.</param>
    /// <exception cref="InvalidDataException">Images are missing, or the first one is damaged.</exception>
    public CocoImages(string path, IReadOnlyList<CocoCaption> captions, ImageFit fit, IImageDecoder decoder)
    {
        (archive, this.fit, this.decoder) = (FileArchive.Open(path), fit, decoder);
        try
        {
            names = Find(captions);
            Pixels = Fit(0).Shape;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>The shape of every image.</summary>
    public SampleShape Pixels { get; }

    /// <summary>Reads an image.</summary>
    /// <param name="record">Its number among the captions drawn.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of another shape than the first one.</exception>
    public FittedImage Read(int record)
    {
        var image = Fit(record);
        return image.Shape == Pixels ? image : throw new InvalidDataException(
            $"'{archive.Path}', '{names[record]}' is {image.Shape}, but '{names[0]}' {Pixels} (channels x height x width): give 'size'.");
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    private IReadOnlyList<string> Find(IReadOnlyList<CocoCaption> captions)
    {
        var places = archive.Names.ToLookup(name => name[(name.LastIndexOf('/') + 1)..], StringComparer.Ordinal);
        var missing = captions.Where(caption => !places.Contains(caption.File)).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException($"'{archive.Path}' lacks {missing.Count} of the {captions.Count} images drawn, e.g. '{missing[0].File}': point 'images' to MS-COCO's val2014.");
        return [.. captions.Select(caption => places[caption.File].First())];
    }

    private FittedImage Fit(int record) => fit.Fit(decoder.Decode(archive.Read(names[record]), $"{archive.Path}/{names[record]}"));
}
