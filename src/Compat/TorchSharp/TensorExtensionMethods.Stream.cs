using static TorchSharp.torch;

namespace TorchSharp;

// A tensor in a stream: its type, its number of dimensions and their sizes, each a LEB128 number, then the elements' bytes.
public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        writer.Write7BitEncodedInt64(tensor.ndim);
        foreach (var size in tensor.shape) writer.Write7BitEncodedInt64(size);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <param name="skip">Whether what is read is only passed over; null is returned then.</param>
    public static Tensor Load(this BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHeader(reader);
        if (skip)
        {
            Skip(reader, type, shape);
            return null!;
        }
        var tensor = Aten.empty(shape, type, CPU);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }

    /// <summary>Reads values into a tensor, which must be of the shape that was written.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHeader(reader);
        if (skip)
        {
            Skip(reader, type, shape);
            return;
        }
        if (!shape.SequenceEqual(tensor.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading: the tensor has [{string.Join(", ", tensor.shape)}], the stream [{string.Join(", ", shape)}].");
        if (type == tensor.dtype)
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
            return;
        }
        using var read = Aten.empty(shape, type, CPU);
        read.ReadBytesFromStream(reader.BaseStream);
        using (no_grad()) tensor.copy_(read);
    }

    /// <summary>Reads values into a tensor, or, where there is none, into a new one.</summary>
    public static void Load(ref Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null) tensor = reader.Load(skip);
        else tensor.Load(reader, skip);
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        var shape = new long[reader.Read7BitEncodedInt64()];
        for (var i = 0; i < shape.Length; i++) shape[i] = reader.Read7BitEncodedInt64();
        return (type, shape);
    }

    private static void Skip(BinaryReader reader, ScalarType type, long[] shape)
    {
        var left = shape.TotalSize() * type.ElementSize();
        if (reader.BaseStream.CanSeek)
        {
            reader.BaseStream.Seek(left, SeekOrigin.Current);
            return;
        }
        for (; left > 0; left -= Math.Min(left, 1 << 16)) _ = reader.ReadBytes((int)Math.Min(left, 1 << 16));
    }
}
