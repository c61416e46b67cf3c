using System.Text;
using FDistill.Formats.Files;

namespace FDistill.Formats.Pickles;

/// <summary>Reads Python's pickles (protocols 2 to 5) into plain data, and
/// runs nothing: a name that is not in the vocabulary is refused.</summary>
/// <remarks>It needs no call stack, so nesting cannot exhaust it;
/// values are counted, and large ones stay in the file.</remarks>
/// <param name="file">The file.</param>
/// <param name="start">Where the first pickle begins.</param>
/// <param name="end">Where its part of the file ends.</param>
/// <param name="vocabulary">The names that may be used.</param>
internal sealed class PickleReader(ReadableFile file, long start, long end, PickleVocabulary vocabulary)
{
    private const int NewestProtocol = 5;

    private readonly PickleInput input = new(file, start, end);
    private PickleStack stack = new();

    /// <summary>Where the pickle read last ends.</summary>
    public long Position => input.Position;

    /// <summary>Reads the next pickle.</summary>
    /// <returns>Null, <see cref="bool"/>, <see cref="long"/>,
    /// <see cref="System.Numerics.BigInteger"/>, <see cref="double"/>, <see cref="string"/>,
    /// a type of this folder, or what the vocabulary made.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or uses
    /// a name that is refused; the message says where.</exception>
    public object? Read()
    {
        stack = new PickleStack();
        while (true)
        {
            var place = input.Position;
            try
            {
                stack.Step();
                var opcode = input.Byte();
                if (opcode == '.') return stack.Pop();
                Execute(opcode);
            }
            catch (Exception error) when (error is FormatException or DecoderFallbackException or ArgumentException)
            {
                throw new InvalidDataException($"'{file.Path}' cannot be read at byte {place}: {error.Message}", error);
            }
        }
    }

    private void Execute(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: CheckProtocol(input.Byte()); break;
            case 0x95: _ = input.Int64(); break;
            case (byte)'(': stack.Mark(); break;
            case (byte)'0': stack.Pop(); break;
            case (byte)'1': stack.PopMark(); break;
            case (byte)'2': stack.Push(stack.Top()); break;

            case (byte)'N': stack.Push(null); break;
            case 0x88: stack.Push(true); break;
            case 0x89: stack.Push(false); break;
            case (byte)'K': stack.Push((long)input.Byte()); break;
            case (byte)'M': stack.Push((long)input.UInt16()); break;
            case (byte)'J': stack.Push((long)input.Int32()); break;
            case 0x8a: stack.Push(input.Whole(input.Byte())); break;
            case 0x8b: stack.Push(input.Whole(input.Int32())); break;
            case (byte)'G': stack.Push(input.Double()); break;

            case 0x8c: stack.Push(input.Text(input.Byte())); break;
            case (byte)'X': stack.Push(input.Text(input.UInt32())); break;
            case 0x8d: stack.Push(input.Text(input.Int64())); break;
            case (byte)'U': stack.Push(input.OldText(input.Byte())); break;
            case (byte)'T': stack.Push(input.OldText(input.Int32())); break;
            case (byte)'C': stack.Push(input.Bytes(input.Byte())); break;
            case (byte)'B': stack.Push(input.Bytes(input.UInt32())); break;
            case 0x8e or 0x96: stack.Push(input.Bytes(input.Int64())); break;

            case (byte)')': stack.Push(new PickleSequence([])); break;
            case 0x85: stack.Push(new PickleSequence(stack.Pop(1))); break;
            case 0x86: stack.Push(new PickleSequence(stack.Pop(2))); break;
            case 0x87: stack.Push(new PickleSequence(stack.Pop(3))); break;
            case (byte)']' or 0x8f: stack.Push(new PickleSequence([])); break;
            case (byte)'t' or (byte)'l' or 0x91: stack.Push(new PickleSequence(stack.PopMark())); break;
            case (byte)'a': Extend(stack.Pop(1)); break;
            case (byte)'e' or 0x90: Extend(stack.PopMark()); break;

            case (byte)'}': stack.Push(new PickleDictionary()); break;
            case (byte)'d': stack.Push(Fill(new PickleDictionary(), stack.PopMark())); break;
            case (byte)'s': SetItems(stack.Pop(2)); break;
            case (byte)'u': SetItems(stack.PopMark()); break;

            case (byte)'q': stack.Keep(input.Byte()); break;
            case (byte)'r': stack.Keep(input.UInt32()); break;
            case 0x94: stack.KeepNext(); break;
            case (byte)'h': stack.Recall(input.Byte()); break;
            case (byte)'j': stack.Recall(input.UInt32()); break;

            case (byte)'c': stack.Push(Find(input.Line(), input.Line())); break;
            case 0x93: FindNamed(stack.Pop(2)); break;
            case (byte)'Q': stack.Push(vocabulary.Persistent(stack.Pop())); break;
            case (byte)'R' or 0x81: Call(stack.Pop(2)); break;
            case (byte)'b': SetState(stack.Pop()); break;

            default: throw new FormatException($"the opcode 0x{opcode:x2}, which no file of weights uses");
        }
    }

    private static void CheckProtocol(byte protocol)
    {
        if (protocol > NewestProtocol) throw new FormatException($"pickle protocol {protocol}; up to {NewestProtocol} is read");
    }

    private void Extend(List<object?> items) => PickleValues.Sequence(stack.Top()).Items.AddRange(items);

    private void SetItems(List<object?> items) => Fill(PickleValues.Dictionary(stack.Top()), items);

    private static PickleDictionary Fill(PickleDictionary dictionary, List<object?> items)
    {
        if (items.Count % 2 != 0) throw new FormatException("a dictionary's key without a value");
        for (var i = 0; i < items.Count; i += 2) dictionary.Set(items[i], items[i + 1]);
        return dictionary;
    }

    private void FindNamed(List<object?> names) => stack.Push(Find(PickleValues.Text(names[0]), PickleValues.Text(names[1])));

    private PickleGlobal Find(string module, string name) =>
        vocabulary.Find(module, name) ?? throw new FormatException(
            $"it uses '{module}.{name}', which is neither a tensor nor plain data: reading it would mean running code. "
            + "Save the weights alone: torch.save(model.state_dict(), …) or safetensors.torch.save_file(model.state_dict(), …)");

    private void Call(List<object?> call)
    {
        if (call[0] is not PickleGlobal { Make: { } make }) throw new FormatException($"{PickleValues.Describe(call[0])} is called");
        stack.Push(make(PickleValues.Sequence(call[1])));
    }

    private void SetState(object? state)
    {
        // What an OrderedDict carries besides its entries (a state
        // dict: the versions of its modules) is of no use here.
        if (stack.Top() is PickleDictionary) return;
        if (stack.Top() is not IPickleState target) throw new FormatException($"{PickleValues.Describe(stack.Top())} is given a state");
        target.SetState(state);
    }
}
