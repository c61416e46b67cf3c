namespace FDistill.Plugins.Datasets.Mnist;

/// <summary>The images and labels of one split, as stored.</summary>
/// <param name="Images">count × 28 × 28 bytes, 0 black.</param>
/// <param name="Labels">count bytes, 0 … 9.</param>
internal sealed record MnistFolder(byte[] Images, byte[] Labels)
{
    /// <summary>Height and width of a stored image.</summary>
    public const int Side = 28;

    /// <summary>How many classes there are.</summary>
    public const int Classes = 10;

    /// <summary>Reads a split.</summary>
    /// <exception cref="FileNotFoundException">A file is not there; the message lists the names looked for.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or images and labels do not match.</exception>
    public static MnistFolder Read(string folder, MnistSplit split)
    {
        var prefix = split == MnistSplit.Train ? "train" : "t10k";
        var images = IdxFile.Read(Find(folder, $"{prefix}-images", "idx3-ubyte"), dimensions: 3);
        var labels = IdxFile.Read(Find(folder, $"{prefix}-labels", "idx1-ubyte"), dimensions: 1);

        if (images.Sizes is not [_, Side, Side])
            throw new InvalidDataException($"'{images.Path}' holds images of {images.Sizes[1]}x{images.Sizes[2]}; expected {Side}x{Side}.");
        if (labels.Sizes[0] != images.Sizes[0])
            throw new InvalidDataException($"'{labels.Path}' holds {labels.Sizes[0]} labels, but '{images.Path}' {images.Sizes[0]} images.");
        if (labels.Data.Max() >= Classes)
            throw new InvalidDataException($"'{labels.Path}' holds the label {labels.Data.Max()}; expected 0 … {Classes - 1}.");
        return new MnistFolder(images.Data, labels.Data);
    }

    private static string Find(string folder, string name, string kind)
    {
        string[] names = [$"{name}-{kind}", $"{name}-{kind}.gz", $"{name}.{kind}", $"{name}.{kind}.gz"];
        return names.Select(candidate => Path.Combine(folder, candidate)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"The folder '{folder}' holds none of {string.Join(", ", names)}: point 'folder' to MNIST's IDX files.");
    }
}
