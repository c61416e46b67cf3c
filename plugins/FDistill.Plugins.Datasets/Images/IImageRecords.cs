using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Numbered images as they are stored. Any number of threads may read at once.</summary>
public interface IImageRecords : IDisposable
{
    /// <summary>Where they lie.</summary>
    string Path { get; }

    /// <summary>How many there are; at least 1.</summary>
    int Count { get; }

    /// <summary>How many classes there are; null where images have no labels.</summary>
    int? Classes { get; }

    /// <summary>What identifies an image in the dataset.</summary>
    string Name(int record);

    /// <summary>An image's label; asked for only where there are classes.</summary>
    int Label(int record);

    /// <summary>Reads an image.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names it.</exception>
    Raster Read(int record);
}
