using FDistill.Images;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Numbered images as they are stored. Any number of threads may read at once.</summary>
public interface IImageRecords : INumberedRecords
{
    /// <summary>Reads an image.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names it.</exception>
    Raster Read(int record);
}
