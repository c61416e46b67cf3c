using System.Buffers.Binary;
using System.Text;

namespace FDistill.Plugins.Datasets.Cifar10;

/// <summary>Reads the pickles of CIFAR-10's python version (protocols 2 to 4): plain
/// data and NumPy arrays of bytes. Nothing that a pickle names is run.</summary>
/// <param name="path">The file's name, for errors.</param>
/// <param name="file">The file.</param>
internal sealed class BatchPickle(string path, byte[] file)
{
    private static readonly object Mark = new();

    private readonly Stack<object?> stack = new();
    private readonly Dictionary<long, object?> memo = [];
    private int at;

    /// <summary>Reads the pickled object: dictionaries, lists, text,
    /// <see cref="long"/> numbers, <see cref="PickledArray"/>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or
    /// holds anything else; the message says what and where.</exception>
    public object? Read()
    {
        try
        {
            while (true)
            {
                var operation = Bytes(1)[0];
                if (operation == '.') return stack.Pop();
                Do((char)operation);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException)
        {
            throw Wrong("takes more from its stack or memory than it put there", failure);
        }
    }

    private void Do(char operation)
    {
        switch (operation)
        {
            case '\x80': Bytes(1); break;                                                       // PROTO
            case '\x95': Bytes(8); break;                                                       // FRAME
            case '(': stack.Push(Mark); break;
            case '}': stack.Push(new Dictionary<string, object?>()); break;
            case ']': stack.Push(new List<object?>()); break;
            case ')': stack.Push(Array.Empty<object?>()); break;
            case 'N': stack.Push(null); break;
            case '\x88': stack.Push(1L); break;                                                 // True
            case '\x89': stack.Push(0L); break;                                                 // False
            case 'K': stack.Push((long)Bytes(1)[0]); break;
            case 'M': stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            case 'J': stack.Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))); break;
            case 'U' or 'C': stack.Push(Bytes(Bytes(1)[0]).ToArray()); break;                   // short text of Python 2, bytes
            case 'T' or 'B': stack.Push(Bytes(Length()).ToArray()); break;
            case '\x8c': stack.Push(Encoding.UTF8.GetString(Bytes(Bytes(1)[0]))); break;        // text
            case 'X': stack.Push(Encoding.UTF8.GetString(Bytes(Length()))); break;
            case 'c': stack.Push(new Global($"{Line()}.{Line()}")); break;
            case '\x93': stack.Push(Name(Pop(2))); break;                                       // STACK_GLOBAL
            case 'q': memo[Bytes(1)[0]] = stack.Peek(); break;
            case 'r': memo[Length()] = stack.Peek(); break;
            case '\x94': memo[memo.Count] = stack.Peek(); break;                                // MEMOIZE
            case 'h': stack.Push(memo[Bytes(1)[0]]); break;
            case 'j': stack.Push(memo[Length()]); break;
            case '\x85' or '\x86' or '\x87': stack.Push(Pop(operation - '\x84')); break;        // tuples of 1, 2, 3
            case 't': stack.Push(ToMark()); break;
            case 'a': Append([stack.Pop()]); break;
            case 'e': Append(ToMark()); break;
            case 's': SetItems(Pop(2)); break;
            case 'u': SetItems(ToMark()); break;
            case 'R': Reduce(Pop<object?[]>(), Pop<Global>()); break;
            case 'b': Build(Pop<object?[]>()); break;
            default: throw Wrong($"has the operation 0x{(int)operation:x2}, which no batch of CIFAR-10 needs");
        }
    }

    /// <summary>The only calls that are understood: making an array or
    /// its type, and Python 3's way of writing Python 2's text.</summary>
    private void Reduce(object?[] arguments, Global function) => stack.Push((function.Name, arguments) switch
    {
        ("numpy.core.multiarray._reconstruct" or "numpy._core.multiarray._reconstruct", _) => new PickledArray(),
        ("numpy.dtype", [var type, ..]) => Text(type) is "u1" or "|u1" ? function : throw Wrong($"holds an array of '{Text(type)}', expected bytes (u1)"),
        ("_codecs.encode", [var text, var encoding]) when Text(encoding) == "latin1" => Encoding.Latin1.GetBytes(Text(text)),
        _ => throw Wrong($"calls {function.Name}, which is not run"),
    });

    /// <summary>Fills an array: (version, shape, type, whether the first dimension
    /// is fastest, bytes). A type's own state says nothing of bytes.</summary>
    private void Build(object?[] state)
    {
        if (Peek<object>() is not PickledArray array) return;
        if (state is not [_, object?[] shape, _, 0L, byte[] bytes] || !shape.All(size => size is long)) throw Wrong("holds an array in another order than C's");
        (array.Shape, array.Bytes) = ([.. shape.OfType<long>()], bytes);
    }

    private void Append(object?[] items) => Peek<List<object?>>().AddRange(items);

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0) throw Wrong("holds a key without a value");
        foreach (var pair in items.Chunk(2)) Peek<Dictionary<string, object?>>()[Text(pair[0])] = pair[1];
    }

    private object?[] ToMark()
    {
        var items = new List<object?>();
        for (var item = stack.Pop(); item != Mark; item = stack.Pop()) items.Add(item);
        items.Reverse();
        return [.. items];
    }

    private object?[] Pop(int count) => [.. Enumerable.Range(0, count).Select(_ => stack.Pop()).Reverse()];

    private T Pop<T>() => stack.Pop() is T value ? value : throw Wrong($"holds something else where {typeof(T).Name} is needed");

    private T Peek<T>() => stack.Peek() is T value ? value : throw Wrong($"holds something else where {typeof(T).Name} is needed");

    private Global Name(object?[] parts) => new($"{Text(parts[0])}.{Text(parts[1])}");

    private string Text(object? value) => value switch
    {
        string text => text,
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        _ => throw Wrong("holds something else where text is needed"),
    };

    private int Length() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    private string Line()
    {
        var end = Array.IndexOf(file, (byte)'\n', at);
        return end < 0 ? throw Wrong("is cut short") : Encoding.ASCII.GetString(Bytes(end + 1 - at))[..^1];
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > file.Length - at) throw Wrong("is cut short");
        at += count;
        return file.AsSpan(at - count, count);
    }

    private InvalidDataException Wrong(string how, Exception? inner = null) => new($"'{path}', a pickle, {how} at byte {at}.", inner);

    /// <summary>A name of something in Python.</summary>
    private sealed record Global(string Name);
}
