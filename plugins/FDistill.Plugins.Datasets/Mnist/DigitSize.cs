namespace FDistill.Plugins.Datasets.Mnist;

/// <summary>Brings stored images to the size asked for, with values in [−1, 1].</summary>
/// <param name="Size">28, 32 or 16.</param>
internal readonly record struct DigitSize(int Size)
{
    private const int Margin = 2;

    /// <summary>Writes one image.</summary>
    /// <param name="stored">28 × 28 bytes.</param>
    /// <param name="image">Size × Size values, −1 black.</param>
    public void Convert(ReadOnlySpan<byte> stored, Span<float> image)
    {
        var factor = Size == 16 ? 2 : 1;
        var margin = Size == MnistFolder.Side ? 0 : Margin;
        image.Clear();
        for (var row = 0; row < MnistFolder.Side; row++)
            for (var column = 0; column < MnistFolder.Side; column++)
                image[(row + margin) / factor * Size + (column + margin) / factor] += stored[row * MnistFolder.Side + column];

        var grey = 127.5f * factor * factor;
        foreach (ref var value in image) value = value / grey - 1;
    }
}
