namespace FDistill.Plugins.Datasets.Cifar10;

/// <summary>A batch of CIFAR-10: images of 32 × 32 pixels, stored
/// as a plane of red, one of green, one of blue.</summary>
/// <param name="Labels">Classes, 0 … 9.</param>
/// <param name="Pixels">count × 3 × 32 × 32 bytes.</param>
internal sealed record Cifar10Batch(byte[] Labels, byte[] Pixels)
{
    /// <summary>Height and width of an image.</summary>
    public const int Side = 32;

    /// <summary>Bytes of an image.</summary>
    public const int ImageBytes = 3 * Side * Side;

    /// <summary>How many classes there are.</summary>
    public const int Classes = 10;

    /// <summary>Reads the binary version: for every image its label and its planes.</summary>
    /// <exception cref="InvalidDataException">The file is cut short.</exception>
    public static Cifar10Batch OfBinary(string path, byte[] file)
    {
        const int record = 1 + ImageBytes;
        if (file.Length == 0 || file.Length % record != 0) throw new InvalidDataException($"'{path}' has {file.Length} bytes; expected a multiple of {record}, a label and 3x{Side}x{Side} pixels.");
        var batch = new Cifar10Batch(new byte[file.Length / record], new byte[file.Length / record * ImageBytes]);
        for (var n = 0; n < batch.Labels.Length; n++)
        {
            batch.Labels[n] = file[n * record];
            file.AsSpan(n * record + 1, ImageBytes).CopyTo(batch.Pixels.AsSpan(n * ImageBytes));
        }

        return batch.Check(path);
    }

    /// <summary>Reads the python version: a pickled dictionary with <c>data</c>,
    /// an array of bytes, and <c>labels</c>, a list of numbers.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else.</exception>
    public static Cifar10Batch OfPython(string path, byte[] file)
    {
        if (new BatchPickle(path, file).Read() is not Dictionary<string, object?> content) throw new InvalidDataException($"'{path}' holds no dictionary.");
        if (content.GetValueOrDefault("data") is not PickledArray data || content.GetValueOrDefault("labels") is not List<object?> labels)
            throw new InvalidDataException($"'{path}' holds {string.Join(", ", content.Keys)}; expected an array 'data' and a list 'labels'.");
        if (data.Shape is not [_, ImageBytes] || data.Bytes.Length != data.Shape[0] * ImageBytes)
            throw new InvalidDataException($"'{path}' holds data of {string.Join('x', data.Shape)} in {data.Bytes.Length} bytes; expected a row of {ImageBytes} bytes for each image.");
        if (labels.FindIndex(label => label is not (long and >= 0 and < Classes)) is >= 0 and var wrong)
            throw new InvalidDataException($"'{path}': image {wrong} has the label {labels[wrong] ?? "None"}; expected 0 … {Classes - 1}.");
        return new Cifar10Batch([.. labels.Select(label => (byte)(long)label!)], data.Bytes).Check(path);
    }

    private Cifar10Batch Check(string path)
    {
        if (Labels.Length * ImageBytes != Pixels.Length) throw new InvalidDataException($"'{path}' holds {Labels.Length} labels, but {Pixels.Length / ImageBytes} images.");
        if (Labels.Length == 0) throw new InvalidDataException($"'{path}' holds no images.");
        var wrong = Array.FindIndex(Labels, label => label >= Classes);
        return wrong < 0 ? this : throw new InvalidDataException($"'{path}': image {wrong} has the label {Labels[wrong]}; expected 0 … {Classes - 1}.");
    }
}
