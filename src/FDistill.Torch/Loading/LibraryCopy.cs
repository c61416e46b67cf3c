using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace FDistill.Torch.Loading;

/// <summary>Loads a library from bytes: from a file that exists in memory alone,
/// or where the system refuses those, from one in the user's cache.</summary>
internal static partial class LibraryCopy
{
    private const uint CloseOnExec = 1;

    /// <summary>Loads it.</summary>
    public static nint Load(ReadOnlySpan<byte> content, string name) => InMemory(content, name) ?? NativeLibrary.Load(InFolder(content, name, CacheFolder()));

    /// <summary>Loads it from memory; null where the system has no such files, or runs nothing from them.</summary>
    public static nint? InMemory(ReadOnlySpan<byte> content, string name)
    {
        var descriptor = CreateMemoryFile(name, CloseOnExec);
        if (descriptor < 0) return null;
        // Left open while the process lives: the loader knows libraries by their
        // paths, and would take the next file of the same number for this one.
        var file = new SafeFileHandle(descriptor, ownsHandle: false);
        RandomAccess.Write(file, content, 0);
        return NativeLibrary.TryLoad($"/proc/self/fd/{descriptor}", out var handle) ? handle : null;
    }

    /// <summary>Writes it into a folder, under its SHA-256; whole, or not at all.</summary>
    /// <returns>The file.</returns>
    public static string InFolder(ReadOnlySpan<byte> content, string name, string folder)
    {
        var place = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(content)));
        var file = Path.Combine(place, name);
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(content)) return file;
        try
        {
            Directory.CreateDirectory(place);
            var beside = $"{file}.{Environment.ProcessId}";
            File.WriteAllBytes(beside, content.ToArray());
            File.Move(beside, file, overwrite: true);
            return file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DllNotFoundException($"{name} has to be changed for this system, and the copy cannot be kept in {folder}: {failure.Message} Name another folder with XDG_CACHE_HOME=FOLDER.", failure);
        }
    }

    private static string CacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache)) cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "fdistill");
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
