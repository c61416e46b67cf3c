using System.Buffers.Binary;
using System.Text;
using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints.Torch;

/// <summary>The pickle of a state dict: an OrderedDict of tensors, each the whole of a storage named by its number.</summary>
internal sealed class StateDictPickle
{
    private readonly Stream bytes;

    private StateDictPickle(Stream bytes) => this.bytes = bytes;

    /// <summary>Pickles a state dict (protocol 2).</summary>
    /// <exception cref="ArgumentException">Two tensors have one name, or one has a type that cannot be written.</exception>
    public static byte[] Of(IReadOnlyList<KeyValuePair<string, Tensor>> tensors)
    {
        var twice = tensors.GroupBy(pair => pair.Key).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"two tensors are named '{twice.Key}'", nameof(tensors));

        using var bytes = new MemoryStream();
        var pickle = new StateDictPickle(bytes);
        pickle.Put(0x80, 2);
        pickle.EmptyDictionary();
        pickle.Put('(');
        foreach (var (number, (name, tensor)) in tensors.Index())
        {
            pickle.Text(name);
            pickle.StoredTensor($"{number}", name, tensor);
        }
        pickle.Put('u');
        pickle.Put('.');
        return bytes.ToArray();
    }

    private void StoredTensor(string key, string name, Tensor tensor)
    {
        var storage = TorchTypes.StorageOf(tensor.dtype)
            ?? throw new ArgumentException($"tensor '{name}' is of type {tensor.dtype}, which a PyTorch file cannot hold here; convert it first");
        Global("torch._utils", "_rebuild_tensor_v2");
        Put('(');
        Put('(');
        Text("storage");
        Global("torch", storage);
        Text(key);
        Text("cpu");
        Whole(tensor.numel());
        Put('t');
        Put('Q');
        Whole(0);
        Tuple(tensor.shape);
        Tuple(RowStrides(tensor.shape));
        Put(0x89);
        EmptyDictionary();
        Put('t');
        Put('R');
    }

    private static long[] RowStrides(long[] shape)
    {
        var strides = new long[shape.Length];
        long next = 1;
        for (var dimension = shape.Length - 1; dimension >= 0; dimension--)
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

    private void Tuple(long[] numbers)
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
