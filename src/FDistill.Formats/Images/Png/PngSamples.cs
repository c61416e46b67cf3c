namespace FDistill.Formats.Images.Png;

/// <summary>Turns a row of samples into pixels of 8 bits a channel.</summary>
/// <param name="header">What samples mean.</param>
/// <param name="palette">RGB triples.</param>
internal readonly ref struct PngSamples(PngHeader header, ReadOnlySpan<byte> palette)
{
    private readonly ReadOnlySpan<byte> palette = palette;

    /// <summary>Writes the pixels of a row.</summary>
    /// <param name="row">The row, unfiltered.</param>
    /// <param name="pixels">The image's row.</param>
    /// <param name="first">The column of the first pixel.</param>
    /// <param name="step">Columns from a pixel to the next one.</param>
    /// <param name="count">How many pixels there are.</param>
    /// <exception cref="InvalidDataException">A pixel's colour is not in the palette.</exception>
    public void Write(ReadOnlySpan<byte> row, Span<byte> pixels, int first, int step, int count)
    {
        var channels = header.Channels;
        if (step == 1 && header is { BitDepth: 8, Colour: PngColour.Rgb or PngColour.Grey })
        {
            row.CopyTo(pixels);
            return;
        }

        for (var n = 0; n < count; n++)
        {
            var pixel = pixels.Slice((first + n * step) * channels, channels);
            if (header.Colour == PngColour.Palette) Look(Packed(row, n)).CopyTo(pixel);
            else for (var channel = 0; channel < channels; channel++) pixel[channel] = Level(row, n * header.Samples + channel);
        }
    }

    private ReadOnlySpan<byte> Look(int colour) => 3 * colour + 3 <= palette.Length
        ? palette.Slice(3 * colour, 3)
        : throw new InvalidDataException($"it is damaged: a pixel has colour {colour}, but the palette holds {palette.Length / 3}.");

    /// <summary>A sample in 0 … 255: fewer bits are spread over that range, of 16 the nearest level is taken.</summary>
    private byte Level(ReadOnlySpan<byte> row, int sample) => header.BitDepth switch
    {
        8 => row[sample],
        16 => (byte)(((row[2 * sample] << 8 | row[2 * sample + 1]) * 255 + 32767) / 65535),
        _ => (byte)(Packed(row, sample) * 255 / ((1 << header.BitDepth) - 1)),
    };

    /// <summary>A sample as stored; of several in a byte the first has the highest bits.</summary>
    private int Packed(ReadOnlySpan<byte> row, int sample)
    {
        var bit = sample * header.BitDepth;
        return row[bit / 8] >> (8 - header.BitDepth - bit % 8) & ((1 << header.BitDepth) - 1);
    }
}
