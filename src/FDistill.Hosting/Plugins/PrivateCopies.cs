namespace FDistill.Hosting.Plugins;

/// <summary>Copies of plugins' folders that only this process uses, so that a plugin may be built anew, updated or
/// removed while a run has it loaded.</summary>
/// <remarks>
/// <para>The system maps a loaded library's file into memory and reads it page by page: whoever overwrites it in place
/// changes the code under the process's feet, which then dies
/// without a word. So every assembly and native library of a plugin that did not come with the host is copied;
/// everything else in its folder (weights, data, documentation) is linked,
/// whatever its size. The copy is loaded with its neighbours beside it, so that libraries resolve and
/// <c>Assembly.Location</c> leads to the plugin's files.</para>
/// <para>It costs the reading and writing of those libraries at each start, and their size on the disk until the
/// process ends. Windows locks a loaded file itself; nothing is copied there.</para>
/// </remarks>
/// <param name="parent">Where to make them; null, or one that cannot be written, for the system's folder of temporary
/// files.</param>
internal sealed class PrivateCopies(string? parent)
{
    private string? place;
    private int count;

    /// <summary>A copy of a plugin's folder.</summary>
    /// <param name="assembly">The plugin's assembly.</param>
    /// <returns>The assembly in the copy.</returns>
    /// <exception cref="IOException">It cannot be copied.</exception>
    public string Of(string assembly)
    {
        if (OperatingSystem.IsWindows()) return assembly;
        var folder = Path.GetDirectoryName(assembly)!;
        var copy = Path.Combine(place ??= Create(), $"{count++}", Path.GetFileName(folder));
        Copy(new DirectoryInfo(Path.GetFullPath(folder)), copy);
        return Path.Combine(copy, Path.GetFileName(assembly));
    }

    private string Create()
    {
        var folder = Owned();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder.Folder;
    }

    private WorkFolder Owned()
    {
        try
        {
            if (parent is not null) return WorkFolder.Create(parent, "plugins");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A home that cannot be written is no reason not to run.
        }

        return WorkFolder.CreateTemporary();
    }

    private static void Copy(DirectoryInfo folder, string copy)
    {
        Directory.CreateDirectory(copy);
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(copy, entry.Name);
            if (entry is DirectoryInfo { LinkTarget: null } inner) Copy(inner, target);
            else if (entry is FileInfo && IsLibrary(entry.FullName)) File.Copy(entry.FullName, target);
            else File.CreateSymbolicLink(target, entry.FullName);
        }
    }

    /// <summary>Whether a file is one that the system maps to run it: Windows' and .NET's begin with MZ, Linux's with
    /// ELF, macOS's with one of four numbers.</summary>
    private static bool IsLibrary(string file)
    {
        if (!(File.ResolveLinkTarget(file, returnFinalTarget: true)?.Exists ?? true)) return false;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && (start.StartsWith("MZ"u8) || start is [0x7f, (byte)'E', (byte)'L', (byte)'F'] or [0xfe, 0xed, 0xfa, 0xce or 0xcf] or [0xce or 0xcf, 0xfa, 0xed, 0xfe] or [0xca, 0xfe, 0xba, 0xbe]);
    }
}
