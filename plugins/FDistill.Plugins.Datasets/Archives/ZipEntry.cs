namespace FDistill.Plugins.Datasets.Archives;

/// <summary>A file in a zip, as its directory states.</summary>
/// <param name="Name">With <c>/</c> between folders.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="IsEncrypted">Whether a password is needed.</param>
/// <param name="Packed">Bytes in the zip.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Header">Where its own header begins.</param>
internal readonly record struct ZipEntry(string Name, ushort Method, bool IsEncrypted, long Packed, long Length, long Header);
