using System.Buffers.Binary;
using System.Numerics;

namespace TorchSharp.Utils.tensorboard;

/// <summary>A file of TensorBoard events. Every event is on disk when the call returns, and no file stays open.</summary>
internal sealed class EventFile
{
    private static int s_count;

    private readonly string _path;

    public EventFile(string folder, string? suffix)
    {
        Directory.CreateDirectory(folder);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var name = $"events.out.tfevents.{now:D10}.{Environment.MachineName}.{Environment.ProcessId}.{s_count++}{suffix}";
        _path = Path.Combine(folder, name);
        Append(new ProtoWriter().Double(1, Now).String(3, "brain.Event:2"));
    }

    public void Write(ProtoWriter summary, long step, long? walltime) =>
        Append(new ProtoWriter().Double(1, walltime ?? Now).Int(2, step).Message(5, summary));

    private static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    // A record: length, its checksum, the event, its checksum.
    private void Append(ProtoWriter message)
    {
        var data = message.ToArray();
        var record = new byte[8 + 4 + data.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(record, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedChecksum(record.AsSpan(0, 8)));
        data.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), MaskedChecksum(data));
        using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(record);
    }

    // CRC-32C, rotated and shifted so that a checksum of checksums stays sound.
    private static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data) crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }
}
