using System.Buffers.Binary;
using System.Text;

namespace FDistill.Torch.Loading;

/// <summary>A shared library in ELF's 64-bit little-endian format: its
/// demands on versions of others, and whether it uses them.</summary>
/// <remarks>The format is that of the System V ABI, the versions those
/// of the Linux Standard Base's chapter on symbol versioning.</remarks>
internal sealed class ElfLibrary
{
    private const uint DynamicSymbols = 11, Relocations = 4, VersionDefinitions = 0x6ffffffd, VersionNeeds = 0x6ffffffe, SymbolVersions = 0x6fffffff;
    private const ushort Weak = 2, Undefined = 0, IndexMask = 0x7fff;

    private readonly byte[] content;
    private readonly List<Section> sections = [];

    /// <summary>Reads a library.</summary>
    /// <param name="content">The file's bytes; <see cref="Weaken"/> changes them.</param>
    /// <exception cref="InvalidDataException">It is no such library.</exception>
    public ElfLibrary(byte[] content)
    {
        this.content = content;
        if (content.Length < 64 || !content.AsSpan(0, 6).SequenceEqual(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1 }))
            throw new InvalidDataException("this is not a 64-bit shared library of Linux");
        var table = (int)Long(0x28);
        int size = Short(0x3A), count = Short(0x3C);
        for (var i = 0; i < count; i++)
        {
            var at = table + (i * size);
            sections.Add(new Section(Int(at + 4), (int)Long(at + 24), (int)Long(at + 32), (int)Int(at + 40), (int)Int(at + 44)));
        }
    }

    /// <summary>The library's bytes.</summary>
    public ReadOnlySpan<byte> Content => content;

    /// <summary>The versions that the library demands of others.</summary>
    public IReadOnlyList<NeededVersion> NeededVersions()
    {
        var found = new List<NeededVersion>();
        foreach (var section in sections.Where(section => section.Kind == VersionNeeds))
        {
            var need = section.Start;
            for (var n = 0; n < section.Info; n++, need += (int)Int(need + 12))
            {
                var entry = need + (int)Int(need + 8);
                for (var i = 0; i < Short(need + 2); i++, entry += (int)Int(entry + 12))
                    found.Add(new NeededVersion(Text(section, Int(need + 4)), Text(section, Int(entry + 8)), Short(entry + 6), entry));
            }
        }
        return found;
    }

    /// <summary>The versions that the library offers.</summary>
    public IReadOnlySet<string> DefinedVersions()
    {
        var found = new HashSet<string>();
        foreach (var section in sections.Where(section => section.Kind == VersionDefinitions))
        {
            var entry = section.Start;
            for (var i = 0; i < section.Info; i++, entry += (int)Int(entry + 16)) found.Add(Text(section, Int(entry + (int)Int(entry + 12))));
        }
        return found;
    }

    /// <summary>Whether anything refers to a symbol of the version, or it is not certain that nothing does.</summary>
    public bool Uses(NeededVersion version)
    {
        var symbols = sections.FirstOrDefault(section => section.Kind == DynamicSymbols);
        var versions = sections.FirstOrDefault(section => section.Kind == SymbolVersions);
        if (symbols is null || versions is null) return true;

        var ours = Enumerable.Range(0, versions.Length / 2).Where(symbol => (Short(versions.Start + (2 * symbol)) & IndexMask) == version.Index).ToHashSet();
        return ours.Any(symbol => Short(symbols.Start + (24 * symbol) + 6) != Undefined) || Referred().Any(ours.Contains);
    }

    /// <summary>Makes the loader pass over the version where it is missing.</summary>
    public void Weaken(NeededVersion version) =>
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(version.Place + 4), (ushort)(Short(version.Place + 4) | Weak));

    private IEnumerable<int> Referred() =>
        from section in sections
        where section.Kind == Relocations
        from i in Enumerable.Range(0, section.Length / 24)
        select (int)Int(section.Start + (24 * i) + 12);

    private string Text(Section section, uint offset)
    {
        var start = sections[section.Link].Start + (int)offset;
        return Encoding.ASCII.GetString(content, start, Array.IndexOf(content, (byte)0, start) - start);
    }

    private ushort Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at));

    private uint Int(int at) => BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at));

    private long Long(int at) => BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(at));

    private sealed record Section(uint Kind, int Start, int Length, int Link, int Info);
}
