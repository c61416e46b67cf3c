using System.Text;

namespace FDistill.Formats.Tests.Support;

/// <summary>Pickles, opcode by opcode.</summary>
internal sealed class Pickle
{
    private readonly List<byte> bytes = [0x80, 4];

    /// <summary>Opcodes and their arguments, one byte each.</summary>
    public Pickle Raw(params byte[] more)
    {
        bytes.AddRange(more);
        return this;
    }

    /// <summary>Opcodes that are letters.</summary>
    public Pickle Letters(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    public Pickle Repeat(int times, string opcodes)
    {
        for (var i = 0; i < times; i++) Letters(opcodes);
        return this;
    }

    public Pickle Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        return Letters("X").Raw(BitConverter.GetBytes(encoded.Length)).Raw(encoded);
    }

    public Pickle Global(string module, string name) => Letters($"c{module}\n{name}\n");

    /// <summary>An unsigned 4-byte argument.</summary>
    public Pickle Number(uint number) => Raw(BitConverter.GetBytes(number));

    /// <summary>The pickle.</summary>
    public byte[] End() => [.. bytes, (byte)'.'];
}
