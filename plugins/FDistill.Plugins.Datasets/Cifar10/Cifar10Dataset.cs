using FDistill.Images;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.Cifar10;

/// <summary>Small photographs of ten classes (Krizhevsky 2009), from the batches of
/// the binary or the python version. Each is read once and kept as bytes.</summary>
public sealed class Cifar10Dataset : ImageDataset
{
    /// <summary>Reads the batches.</summary>
    /// <exception cref="FileNotFoundException">A batch is not there.</exception>
    /// <exception cref="InvalidDataException">A batch is damaged.</exception>
    public Cifar10Dataset(Cifar10Options options, IImageResizer resizer)
        : base(new FittedImages(Read(options), options, resizer), options)
    {
    }

    private static Cifar10Images Read(Cifar10Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Cifar10Images(options.Path, Cifar10Files.Read(options.Path, options.Split), options.Split);
    }
}
