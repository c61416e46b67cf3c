using System.Buffers.Binary;

namespace FDistill.Formats.Images.Jpeg;

/// <summary>The segments of a JPEG file, one after the other
/// up to the end of the image (ITU-T T.81, annex B).</summary>
/// <param name="file">The file, which begins with the start of an
/// image. Bytes behind the end of the image are not looked at.</param>
internal ref struct JpegSegments(ReadOnlySpan<byte> file)
{
    private const byte Prefix = 0xff, Stuffing = 0x00, Temporary = 0x01, FirstRestart = 0xd0, LastRestart = 0xd7;
    private const byte StartOfImage = 0xd8, EndOfImage = 0xd9, StartOfScan = 0xda;

    private ReadOnlySpan<byte> rest = file[2..];

    /// <summary>What the segment is: the byte behind its prefix FF.</summary>
    public byte Marker { get; private set; }

    /// <summary>The segment's content, without its length.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Moves to the next segment; false at the end of the image.</summary>
    /// <exception cref="InvalidDataException">The file ends earlier,
    /// or something else lies where a segment belongs.</exception>
    public bool MoveNext()
    {
        Marker = Marker == StartOfScan ? TakeMarkerBehindPixels() : TakeMarker();
        if (Marker is Stuffing or StartOfImage) throw Damaged($"a segment begins with ff {Marker:x2}");
        if (Marker == EndOfImage) return false;
        Content = Marker is Temporary or (>= FirstRestart and <= LastRestart) ? [] : TakeContent();
        return true;
    }

    /// <summary>Skips the compressed pixels behind a scan's header. In them, FF 00 is a
    /// byte of pixels and restart markers are numbered 0 to 7 over and over.</summary>
    private byte TakeMarkerBehindPixels()
    {
        for (var restart = FirstRestart; ;)
        {
            Take(rest.IndexOf(Prefix));
            var marker = TakeMarker();
            if (marker == Stuffing) continue;
            if (marker is not (>= FirstRestart and <= LastRestart)) return marker;
            if (marker != restart) throw Damaged("a restart marker is missing");
            restart = marker == LastRestart ? FirstRestart : (byte)(marker + 1);
        }
    }

    private byte TakeMarker()
    {
        if (rest is [not Prefix, ..]) throw Damaged($"a segment begins with {rest[0]:x2}");
        rest = rest.TrimStart(Prefix);
        return Take(1)[0];
    }

    private ReadOnlySpan<byte> TakeContent()
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(Take(2));
        return length >= 2 ? Take(length - 2) : throw Damaged($"a segment has a length of {length}");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length) throw Damaged("its end is missing");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static InvalidDataException Damaged(string how) => new($"it is damaged or cut short: {how}.");
}
