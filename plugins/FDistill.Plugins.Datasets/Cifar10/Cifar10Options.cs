using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.Cifar10;

/// <summary>Options of <c>cifar10</c>.</summary>
public sealed class Cifar10Options : ImageDatasetOptions
{
    /// <summary>The defaults: nothing more is kept, for the images lie in memory as stored.</summary>
    public Cifar10Options() => CacheMegabytes = 0;

    /// <summary>A folder of batches in the binary or the python version, or
    /// <c>cifar-10-binary.tar.gz</c> or <c>cifar-10-python.tar.gz</c> as downloaded.</summary>
    [Required, FilePath]
    public string Path { get; set; } = "";

    /// <summary>Which images: <c>train</c>, 50,000 in five batches
    /// (the default), or <c>test</c>, 10,000 in one.</summary>
    [EnumDataType(typeof(Cifar10Split))]
    public Cifar10Split Split { get; set; } = Cifar10Split.Train;

    /// <inheritdoc/>
    public override IEnumerable<IdleOption> IdleOptions =>
        [.. base.IdleOptions, .. Crop is ImageCrop.Center or ImageCrop.Stretch ? [new IdleOption("crop", "the images are square")] : Array.Empty<IdleOption>()];
}

/// <summary>The two parts of CIFAR-10.</summary>
public enum Cifar10Split
{
    /// <summary>The training images.</summary>
    Train,

    /// <summary>The test images.</summary>
    Test,
}
