using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Datasets.Images;

namespace FDistill.Plugins.Datasets.Mnist;

/// <summary>Options of <c>mnist</c>.</summary>
public sealed class MnistOptions : ImageStreamOptions
{
    /// <summary>The defaults: no thread reads ahead, for the digits lie in memory.</summary>
    public MnistOptions() => Workers = 0;

    /// <summary>The folder of the IDX files under their original names
    /// (<c>train-images-idx3-ubyte</c> …), each gzipped (<c>.gz</c>) or not.</summary>
    [Required, FilePath]
    public string Folder { get; set; } = "";

    /// <summary>Which images: <c>train</c>, whose files begin with <c>train-</c>
    /// (the default), or <c>test</c>, with <c>t10k-</c>.</summary>
    [EnumDataType(typeof(MnistSplit))]
    public MnistSplit Split { get; set; } = MnistSplit.Train;

    /// <summary>Height and width: 28 as stored, 32 with a black margin of 2, or 16, each
    /// pixel the mean of 2×2 of those 32. Default 16: small enough for a CPU.</summary>
    [AllowedValues(16, 28, 32)]
    public int Size { get; set; } = 16;
}

/// <summary>The two halves of MNIST.</summary>
public enum MnistSplit
{
    /// <summary>The training images.</summary>
    Train,

    /// <summary>The test images.</summary>
    Test,
}
