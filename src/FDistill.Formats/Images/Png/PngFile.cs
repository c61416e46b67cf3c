using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace FDistill.Formats.Images.Png;

/// <summary>The chunks of a PNG that its pixels depend on, each checked against its sum.</summary>
/// <param name="Header">Size and kind of pixels.</param>
/// <param name="Palette">RGB triples; empty where there is none.</param>
/// <param name="Data">The compressed pixels: all IDAT chunks, one after the other.</param>
/// <param name="Exif">EXIF data; empty where there is none.</param>
internal sealed record PngFile(PngHeader Header, byte[] Palette, ArraySegment<byte> Data, byte[] Exif)
{
    private const int Signature = 8, Frame = 12;    // a chunk's frame: length, type, sum

    /// <summary>Takes a file apart.</summary>
    /// <exception cref="InvalidDataException">It is damaged or cut short.</exception>
    public static PngFile Read(byte[] file)
    {
        PngHeader? header = null;
        byte[] palette = [], exif = [];
        var data = new List<ArraySegment<byte>>();
        for (var at = Signature; ;)
        {
            var (type, content) = Chunk(file, at);
            at += Frame + content.Count;
            if ((header is null) != (type == "IHDR")) throw new InvalidDataException(header is null ? $"its first chunk is {type}, expected IHDR." : "it has two headers.");
            switch (type)
            {
                case "IHDR": header = PngHeader.Read(content); break;
                case "PLTE": palette = [.. content]; break;
                case "IDAT": data.Add(content); break;
                case "eXIf": exif = [.. content]; break;
                case "IEND": return new PngFile(header!.Value, palette, Join(data), exif);
                default:
                    if (char.IsAsciiLetterUpper(type[0])) throw new InvalidDataException($"it needs the chunk {type} to be understood, which is unknown.");
                    break;
            }
        }
    }

    private static (string Type, ArraySegment<byte> Content) Chunk(byte[] file, int at)
    {
        if (file.Length - at < Frame) throw new InvalidDataException($"it is cut short: it ends after {file.Length} bytes without its last chunk.");
        var type = Encoding.Latin1.GetString(file, at + 4, 4);
        var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
        if (length > file.Length - at - Frame)
            throw new InvalidDataException($"it is cut short: the chunk {type} at byte {at} has {length} bytes, but the file ends after {file.Length}.");
        var content = new ArraySegment<byte>(file, at + 8, (int)length);
        if (Crc32.HashToUInt32(file.AsSpan(at + 4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + (int)length)))
            throw new InvalidDataException($"it is damaged: the sum of the chunk {type} at byte {at} is wrong.");
        return (type, content);
    }

    private static ArraySegment<byte> Join(List<ArraySegment<byte>> pieces) => pieces.Count == 1 ? pieces[0] : pieces.SelectMany(piece => piece).ToArray();
}
