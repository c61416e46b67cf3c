namespace FDistill.Plugins.Datasets.Images;

/// <summary>Decoded images that stay in memory, up to a number
/// of bytes. Any number of threads may use it at once.</summary>
/// <param name="count">How many images there are.</param>
/// <param name="bytes">How many bytes may stay.</param>
internal sealed class KeptImages(int count, long bytes)
{
    private readonly byte[]?[] images = new byte[]?[count];
    private long free = bytes;

    /// <summary>An image's bytes; null where it is not kept.</summary>
    public byte[]? Find(int record) => images[record];

    /// <summary>Keeps an image where there is room for it.</summary>
    public void Keep(int record, byte[] image)
    {
        var fits = Interlocked.Add(ref free, -image.Length) >= 0;
        if (!fits || Interlocked.CompareExchange(ref images[record], image, null) is not null) Interlocked.Add(ref free, image.Length);
    }
}
