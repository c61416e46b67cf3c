using FDistill.Images;

namespace FDistill.Plugins.Datasets.Tests.Support;

/// <summary>Counts the images that another decoder decodes.</summary>
internal sealed class CountingDecoder(IImageDecoder decoder) : IImageDecoder
{
    public int Decoded { get; private set; }

    public Raster Decode(byte[] file, string name)
    {
        Decoded++;
        return decoder.Decode(file, name);
    }
}
