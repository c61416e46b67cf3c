using System.Buffers.Binary;
using System.Text;
using FDistill.Runs;

namespace FDistill.Formats.PyTorch;

/// <summary>The pickle of a state dict: an OrderedDict of tensors,
/// each the whole of a storage named by its number.</summary>
internal sealed class StateDictPickle
{
    private readonly Stream bytes;

    private StateDictPickle(Stream bytes) => this.bytes = bytes;

    /// <summary>Pickles a state dict (protocol 2).</summary>
    /// <exception cref="ArgumentException">A tensor has a type that cannot be written.</exception>
    public static byte[] Of(IReadOnlyList<TensorEntry> tensors)
    {
        using var bytes = new MemoryStream();
        var pickle = new StateDictPickle(bytes);
        pickle.Put(0x80, 2);
        pickle.EmptyDictionary();
        pickle.Put('(');
        foreach (var (number, tensor) in tensors.Index())
        {
            pickle.Text(tensor.Name);
            pickle.StoredTensor($"{number}", tensor);
        }
        pickle.Put('u');
        pickle.Put('.');
        return bytes.ToArray();
    }

    private void StoredTensor(string key, TensorEntry tensor)
    {
        var storage = TorchTypes.StorageOf(tensor.Type)
            ?? throw new ArgumentException($"tensor '{tensor.Name}' is of type {tensor.Type}, which a PyTorch file cannot hold here; convert it first");
        Global("torch._utils", "_rebuild_tensor_v2");
        Put('(');
        Put('(');
        Text("storage");
        Global("torch", storage);
        Text(key);
        Text("cpu");
        Whole(tensor.Count);
        Put('t');
        Put('Q');
        Whole(0);
        Tuple(tensor.Shape);
        Tuple(RowStrides(tensor.Shape));
        Put(0x89);
        EmptyDictionary();
        Put('t');
        Put('R');
    }

    private static long[] RowStrides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        long next = 1;
        for (var dimension = shape.Count - 1; dimension >= 0; dimension--)
        {
            strides[dimension] = next;
            next *= Math.Max(1, shape[dimension]);
        }
        return strides;
    }

    private void EmptyDictionary()
    {
        Global("collections", "OrderedDict");
        Put(')');
        Put('R');
    }

    private void Global(string module, string name)
    {
        Put('c');
        bytes.Write(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));
    }

    private void Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)encoded.Length);
        Put('X');
        bytes.Write(length);
        bytes.Write(encoded);
    }

    private void Tuple(IReadOnlyList<long> numbers)
    {
        Put('(');
        foreach (var number in numbers) Whole(number);
        Put('t');
    }

    private void Whole(long number)
    {
        Span<byte> encoded = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(encoded, number);
        if (number <= int.MaxValue)
        {
            Put('J');
            bytes.Write(encoded[..sizeof(int)]);
            return;
        }
        Put(0x8a, sizeof(long));
        bytes.Write(encoded);
    }

    private void Put(char opcode) => bytes.WriteByte((byte)opcode);

    private void Put(params ReadOnlySpan<byte> opcodes) => bytes.Write(opcodes);
}
