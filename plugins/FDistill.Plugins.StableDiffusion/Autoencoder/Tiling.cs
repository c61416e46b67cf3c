using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Autoencoder;

/// <summary>
/// Runs a network over a large map tile by tile. Neighbouring tiles share a
/// quarter of their width, across which the weight passes evenly from one to the
/// other. Normalisations see a tile instead of the whole, so the result is close to an untiled one, not equal.
/// </summary>
/// <param name="Tile">Height and width of a tile of the input.</param>
/// <param name="Numerator">Cells of the result to …</param>
/// <param name="Denominator">… cells of the input, along each side.</param>
internal sealed record Tiling(long Tile, long Numerator, long Denominator)
{
    private long Overlap => Tile / 4 / Denominator * Denominator;

    /// <summary>The network's result of the whole.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="network">The network on a tile.</param>
    public Tensor Run(Tensor input, Func<Tensor, Tensor> network)
    {
        var (height, width) = (input.shape[2], input.shape[3]);
        if (height <= Tile && width <= Tile) return network(input);

        using var scope = NewDisposeScope();
        Tensor? sum = null;
        foreach (var (top, rows) in Spans(height))
        {
            foreach (var (left, columns) in Spans(width))
            {
                using var inner = NewDisposeScope();
                var tile = network(input.narrow(2, top, rows).narrow(3, left, columns));
                sum ??= zeros([tile.shape[0], tile.shape[1], Scaled(height), Scaled(width)], dtype: tile.dtype, device: tile.device).MoveToOuterDisposeScope();
                var weights = Weights(top, rows, height, tile).unsqueeze(1) * Weights(left, columns, width, tile);
                sum.narrow(2, Scaled(top), tile.shape[2]).narrow(3, Scaled(left), tile.shape[3]).add_(tile * weights);
            }
        }
        return sum!.MoveToOuterDisposeScope();
    }

    /// <summary>Where tiles begin and how long they are; the last may be shorter.</summary>
    private IEnumerable<(long Start, long Length)> Spans(long size)
    {
        for (var start = 0L; ; start += Tile - Overlap)
        {
            yield return (start, Math.Min(Tile, size - start));
            if (start + Tile >= size) yield break;
        }
    }

    /// <summary>A tile's weights along one side: rising where it overlaps the tile
    /// before, falling where it overlaps the next; in sum 1 everywhere.</summary>
    private Tensor Weights(long start, long length, long size, Tensor tile)
    {
        var weights = ones(Scaled(length), dtype: tile.dtype, device: tile.device);
        var shared = Scaled(Overlap);
        var rising = (arange(shared, dtype: tile.dtype, device: tile.device) + 0.5) / shared;
        if (start > 0) weights.narrow(0, 0, shared).copy_(rising);
        if (start + length < size) weights.narrow(0, Scaled(length) - shared, shared).copy_(1 - rising);
        return weights;
    }

    private long Scaled(long cells) => cells * Numerator / Denominator;
}
