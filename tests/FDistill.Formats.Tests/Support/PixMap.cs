using System.Globalization;
using System.Text;
using FDistill.Images;

namespace FDistill.Formats.Tests.Support;

/// <summary>Reads portable pixmaps (P5 grey, P6 RGB), as Pillow
/// writes them: <c>P6\n14 11\n255\n</c> and the bytes.</summary>
internal static class PixMap
{
    public static Raster Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var lines = Encoding.Latin1.GetString(file).Split('\n', 4);
        var size = lines[1].Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var header = lines[0].Length + lines[1].Length + lines[2].Length + 3;
        return new Raster(size[0], size[1], lines[0] == "P5" ? 1 : 3, file[header..]);
    }
}
