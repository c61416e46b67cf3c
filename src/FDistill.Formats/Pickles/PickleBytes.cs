using System.Text;
using FDistill.Formats.Files;

namespace FDistill.Formats.Pickles;

/// <summary>A bytes value of a pickle. It stays in the file: a network's weights are such values.</summary>
/// <param name="File">The file; null where the bytes were spelt as a text of Latin-1.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record PickleBytes(ReadableFile? File, long Start, long Length)
{
    private string Spelt { get; init; } = "";

    /// <summary>Bytes that a pickle of protocol 2, which has no such value, spells as a text.</summary>
    public static PickleBytes OfText(string text) => new(File: null, 0, text.Length) { Spelt = text };

    /// <summary>Reads a short value.</summary>
    /// <param name="length">How long it has to be.</param>
    /// <exception cref="FormatException">It is longer or shorter.</exception>
    public byte[] Read(int length)
    {
        if (Length != length) throw new FormatException($"found {Length} bytes where {length} were expected");
        if (File is null) return Encoding.Latin1.GetBytes(Spelt);
        var bytes = new byte[length];
        File.Read(Start, bytes);
        return bytes;
    }
}
