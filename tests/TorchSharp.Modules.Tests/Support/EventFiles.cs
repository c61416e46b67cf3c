using System.Buffers.Binary;
using System.Text;

namespace TorchSharp.Modules.Tests.Support;

/// <summary>Reads TensorBoard's event files, and checks the checksums of every record.</summary>
internal static class EventFiles
{
    private const int EventStep = 2;
    private const int EventSummary = 5;
    private const int SummaryValue = 1;
    private const int ValueTag = 1;

    /// <summary>Every value of every file below a folder: its step, its tag and its own fields by number.</summary>
    public static List<(long Step, string Tag, Dictionary<int, object> Fields)> Read(string folder)
    {
        var values = new List<(long, string, Dictionary<int, object>)>();
        foreach (var path in Directory.GetFiles(folder, "*tfevents*", SearchOption.AllDirectories))
        {
            foreach (var record in Records(File.ReadAllBytes(path)))
            {
                var fields = Fields(record);
                if (!fields.TryGetValue(EventSummary, out var summary)) continue;
                var value = Fields((byte[])Fields((byte[])summary)[SummaryValue]);
                var step = fields.TryGetValue(EventStep, out var given) ? (long)given : 0;
                values.Add((step, Encoding.UTF8.GetString((byte[])value[ValueTag]), value));
            }
        }
        return values;
    }

    /// <summary>The fields of a message; the last one of each number counts.</summary>
    public static Dictionary<int, object> Fields(byte[] message)
    {
        var fields = new Dictionary<int, object>();
        using var reader = new BinaryReader(new MemoryStream(message));
        while (reader.BaseStream.Position < message.Length)
        {
            var key = reader.Read7BitEncodedInt();
            fields[key >> 3] = (key & 7) switch
            {
                0 => reader.Read7BitEncodedInt64(),
                1 => reader.ReadDouble(),
                2 => reader.ReadBytes(reader.Read7BitEncodedInt()),
                5 => reader.ReadSingle(),
                var kind => throw new InvalidDataException($"Wire kind {kind}."),
            };
        }
        return fields;
    }

    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var position = 0; position < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(position));
            Check(file, position, 8);
            Check(file, position + 12, length);
            yield return file[(position + 12)..(position + 12 + length)];
            position += 16 + length;
        }
    }

    private static void Check(byte[] file, int start, int length)
    {
        var crc = uint.MaxValue;
        foreach (var value in file.AsSpan(start, length))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0x82f63b78 : crc >> 1;
        }
        var plain = ~crc;
        var masked = (plain >> 15 | plain << 17) + 0xa282ead8;
        Assert.Equal(masked, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(start + length)));
    }
}
