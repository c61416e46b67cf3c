using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FDistill.Formats.Files;

/// <summary>Writes that survive a crash: the content is on the disk before the name points to it.</summary>
public static partial class Durable
{
    /// <summary>Writes a file whole or not at all: a reader sees the old one or the new one.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="write">Writes the content.</param>
    public static void WriteFile(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var unfinished = path + ".partial";
        try
        {
            using var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write);
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
        File.Move(unfinished, path, overwrite: true);
        FlushFolder(folder);
    }

    /// <summary>Puts a folder under a new name that no other folder has.</summary>
    /// <param name="folder">The folder, whose files are on the disk.</param>
    /// <param name="name">Its new path, on the same volume.</param>
    public static void RenameFolder(string folder, string name)
    {
        FlushFolder(folder);
        Directory.Move(folder, name);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(name))!);
    }

    /// <summary>Makes the names in a folder durable. Windows does so itself.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = new SafeFileHandle(OpenFolder(folder, 0), ownsHandle: true);
        if (handle.IsInvalid) throw new IOException($"cannot open the folder '{folder}'", new Win32Exception(Marshal.GetLastPInvokeError()));
        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenFolder(string path, int readOnly);
}
