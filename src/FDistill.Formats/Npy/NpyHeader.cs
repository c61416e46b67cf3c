using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FDistill.Formats.Npy;

/// <summary>What a <c>.npy</c> array says of itself, in the format of NumPy's enhancement proposal 1.</summary>
/// <param name="Type">The type of its numbers, e.g. <c>&lt;f8</c>.</param>
/// <param name="IsColumnMajor">Whether the first index runs fastest.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed partial record NpyHeader(string Type, bool IsColumnMajor, IReadOnlyList<long> Shape)
{
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="length">How many bytes the header takes.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static NpyHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        if (bytes.Length < 12 || !bytes.StartsWith(Magic)) throw new InvalidDataException("it does not begin as a .npy array");
        var isLong = bytes[6] > 1;
        var start = isLong ? 12 : 10;
        var size = isLong ? BitConverter.ToUInt32(bytes[8..12]) : BitConverter.ToUInt16(bytes[8..10]);
        if (size > bytes.Length - start) throw new InvalidDataException("its header is cut short");
        length = start + (int)size;
        var text = Encoding.UTF8.GetString(bytes[start..length]);
        var (type, order, shape) = (TypeEntry().Match(text), OrderEntry().Match(text), ShapeEntry().Match(text));
        if (!type.Success || !order.Success || !shape.Success) throw new InvalidDataException($"its header is not understood: {text.Trim()}");
        var sizes = shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new NpyHeader(type.Groups[1].Value, order.Groups[1].Value == "True", [.. sizes.Select(one => long.Parse(one, CultureInfo.InvariantCulture))]);
    }

    /// <summary>The header as bytes, padded so that the numbers behind it are aligned.</summary>
    public byte[] ToBytes()
    {
        var shape = string.Join(", ", Shape) + (Shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '{Type}', 'fortran_order': {(IsColumnMajor ? "True" : "False")}, 'shape': ({shape}), }}";
        var size = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - 10;
        return [.. Magic, 1, 0, .. BitConverter.GetBytes((ushort)size), .. Encoding.ASCII.GetBytes(text.PadRight(size - 1)), (byte)'\n'];
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex TypeEntry();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex OrderEntry();

    [GeneratedRegex(@"'shape'\s*:\s*\(([0-9,\s]*)\)")]
    private static partial Regex ShapeEntry();
}
