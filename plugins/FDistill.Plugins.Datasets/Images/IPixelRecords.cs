using FDistill.Teachers;

namespace FDistill.Plugins.Datasets.Images;

/// <summary>Numbered images of one shape. Any number of threads may read at once.</summary>
public interface IPixelRecords : INumberedRecords
{
    /// <summary>The shape of every image.</summary>
    SampleShape Pixels { get; }

    /// <summary>Reads an image.</summary>
    /// <param name="record">Its number.</param>
    /// <param name="image">Takes C × H × W values in [−1, 1].</param>
    /// <exception cref="InvalidDataException">It is damaged or of another
    /// shape than the first one; the message names it.</exception>
    void Read(int record, Span<float> image);
}
