namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>A place in the walk through shards.</summary>
/// <param name="Window">How many windows of shards came before, in all epochs.</param>
/// <param name="Offset">How many entries of the window came before.</param>
/// <remarks>A stream that goes on at a place walks through the headers
/// of one window again, not through all that came before.</remarks>
internal readonly record struct WalkPlace(long Window, long Offset)
{
    private const int OffsetBits = 32;

    /// <summary>Reads a stream's position.</summary>
    public static WalkPlace Of(long position) => new(position >> OffsetBits, position & ((1L << OffsetBits) - 1));

    /// <summary>As a stream's position.</summary>
    public long ToPosition() => (Window << OffsetBits) | Offset;
}
