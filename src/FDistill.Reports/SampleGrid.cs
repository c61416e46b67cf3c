using FDistill.Images;
using static TorchSharp.torch;

namespace FDistill.Reports;

/// <summary>Lays samples out in rows and columns.</summary>
/// <param name="Columns">Samples in a row.</param>
/// <param name="Scale">Every sample's pixel becomes Scale × Scale of the grid's.</param>
/// <param name="Padding">Pixels between samples, in the ground's colour.</param>
/// <param name="Ground">Grey of what is between and behind the samples.</param>
public sealed record SampleGrid(int Columns, int Scale = 1, int Padding = 2, byte Ground = 128)
{
    /// <summary>Draws samples, row by row.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1]; C is 1 or 3.</param>
    /// <returns>The grid; the last row may have empty places.</returns>
    public Raster Draw(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var (count, channels, height, width) = ((int)images.shape[0], (int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        // Rows of pixels with the channels last, as rasters have them.
        var bytes = ((images.clamp(-1, 1) + 1) * 127.5).round().to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous().cpu().data<byte>().ToArray();

        var (cellWidth, cellHeight) = (width * Scale + Padding, height * Scale + Padding);
        var rows = (count + Columns - 1) / Columns;
        var grid = new Raster(Columns * cellWidth - Padding, rows * cellHeight - Padding, channels, []);
        grid = grid with { Pixels = new byte[grid.Width * grid.Height * channels] };
        Array.Fill(grid.Pixels, Ground);

        for (var n = 0; n < count; n++)
            for (var y = 0; y < height * Scale; y++)
                for (var x = 0; x < width * Scale; x++)
                {
                    var from = ((n * height + y / Scale) * width + x / Scale) * channels;
                    var to = ((n / Columns * cellHeight + y) * grid.Width + n % Columns * cellWidth + x) * channels;
                    bytes.AsSpan(from, channels).CopyTo(grid.Pixels.AsSpan(to));
                }
        return grid;
    }
}
