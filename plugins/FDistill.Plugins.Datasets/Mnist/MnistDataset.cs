using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.Mnist;

/// <summary>Handwritten digits with labels (LeCun, Cortes, Burges),
/// from IDX files. Each is read once and kept as bytes.</summary>
public sealed class MnistDataset : ImageDataset
{
    /// <summary>Reads the files.</summary>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or
    /// there are fewer images than the limit asks for.</exception>
    public MnistDataset(MnistOptions options)
        : base(Read(options), options)
    {
    }

    private static MnistImages Read(MnistOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MnistImages(MnistFolder.Read(options.Folder, options.Split), options);
    }
}
