namespace FDistill.Plugins.Datasets.Images;

/// <summary>What is known of numbered images without reading them.</summary>
public interface INumberedRecords : IDisposable
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
}
