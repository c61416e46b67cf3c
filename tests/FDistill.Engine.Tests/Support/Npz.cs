using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace FDistill.Engine.Tests.Support;

/// <summary>Writes <c>.npz</c> files byte by byte, as NumPy does, and as it should not.</summary>
internal static class Npz
{
    public static void Write(string path, params (string Name, byte[] Bytes)[] arrays)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in arrays)
        {
            using var stream = archive.CreateEntry(name + ".npy").Open();
            stream.Write(bytes);
        }
    }

    public static byte[] Array(string shape, params double[] values) => Array("<f8", isColumnMajor: false, shape, MemoryMarshal.AsBytes<double>(values).ToArray());

    public static byte[] Array(string type, bool isColumnMajor, string shape, byte[] values, byte version = 1)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {isColumnMajor}, 'shape': {shape}, }}";
        var start = version == 1 ? 10 : 12;
        var padded = Encoding.ASCII.GetBytes(header.PadRight(127 - start) + "\n");
        var length = version == 1 ? BitConverter.GetBytes((ushort)padded.Length) : BitConverter.GetBytes(padded.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. padded, .. values];
    }
}
