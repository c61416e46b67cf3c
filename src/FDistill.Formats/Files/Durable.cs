using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
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

    /// <summary>Writes a file as above, and leaves one alone that holds the same already.</summary>
    /// <param name="path">The file. What a link points to is written; a
    /// device, such as <c>/dev/stdout</c>, is written straight.</param>
    /// <param name="content">The content.</param>
    public static void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        var file = new FileInfo(path);
        var target = (file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName) ?? file.FullName;
        if (!OperatingSystem.IsWindows() && (IsWithin(target, "/dev/") || IsWithin(target, "/proc/")))
        {
            File.WriteAllBytes(path, content);
            return;
        }

        if (File.Exists(target) && new FileInfo(target).Length == content.Length && File.ReadAllBytes(target).AsSpan().SequenceEqual(content)) return;
        var bytes = content.ToArray();
        WriteFile(target, stream => stream.Write(bytes));
    }

    /// <summary>Writes a text, in UTF-8, as above.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The text.</param>
    public static void WriteFile(string path, string text) => WriteFile(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Puts a folder under a new name that no other folder has.</summary>
    /// <param name="folder">The folder, whose files are on the disk.</param>
    /// <param name="name">Its new path, on the same volume.</param>
    public static void RenameFolder(string folder, string name)
    {
        FlushFolder(folder);
        Directory.Move(folder, name);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(name))!);
    }

    private static bool IsWithin(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);

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
