namespace FDistill.Formats.PyTorch;

/// <summary>A file in a zip archive, stored as it is.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Start">Where in the archive its first byte lies.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record ZipEntry(string Name, long Start, long Length)
{
    /// <summary>Where it ends.</summary>
    public long End => Start + Length;
}
