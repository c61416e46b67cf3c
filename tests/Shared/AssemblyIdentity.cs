using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace FDistill.Tests.Shared;

/// <summary>Rewrites which identity of an assembly a plugin was compiled against:
/// what a build against another provider of it leaves in the file.</summary>
internal static class AssemblyIdentity
{
    /// <summary>Changes the version of a reference, and gives it a strong name or takes it away.</summary>
    /// <param name="file">The plugin's assembly.</param>
    /// <param name="name">The simple name of what it refers to.</param>
    /// <param name="version">The version that it asks for from now on.</param>
    /// <param name="isStrong">Whether it asks for a public key token (that of the runtime's own assemblies).</param>
    public static void Change(string file, string name, Version version, bool isStrong)
    {
        var bytes = File.ReadAllBytes(file);
        using var image = new PEReader([.. bytes]);
        var metadata = image.GetMetadataReader();
        var table = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef);
        var size = metadata.GetTableRowSize(TableIndex.AssemblyRef);
        Span<byte> Row(Func<AssemblyReference, bool> isWanted) =>
            bytes.AsSpan(table + size * metadata.AssemblyReferences.Select((handle, row) => (Reference: metadata.GetAssemblyReference(handle), Row: row)).First(found => isWanted(found.Reference)).Row, size);

        // ECMA-335, II.22.5: four numbers of the version, flags, then the index of the token in the heap of blobs.
        const int TokenOffset = 12;
        var width = metadata.GetHeapSize(HeapIndex.Blob) < 0x10000 ? 2 : 4;
        var target = Row(reference => metadata.GetString(reference.Name) == name);
        foreach (var (place, number) in new[] { version.Major, version.Minor, version.Build, version.Revision }.Index()) BinaryPrimitives.WriteUInt16LittleEndian(target[(place * 2)..], (ushort)number);
        if (isStrong) Row(reference => !reference.PublicKeyOrToken.IsNil).Slice(TokenOffset, width).CopyTo(target[TokenOffset..]);
        else target.Slice(TokenOffset, width).Clear();
        File.WriteAllBytes(file, bytes);
    }
}
