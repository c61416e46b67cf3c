using System.Runtime.InteropServices;
using System.Text;

namespace FDistill.Torch.Loading;

/// <summary>What Linux's own loader has loaded, or would find by a bare name. Other
/// systems have no such folders, or none that are searched before ours.</summary>
internal static partial class SystemLibraries
{
    private static readonly string[] DefaultFolders = ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu"];

    /// <summary>Whether a bare file name leads to a library: by
    /// <c>LD_LIBRARY_PATH</c>, the loader's cache or its default folders.</summary>
    public static bool Offer(string file)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var folders = (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(DefaultFolders);
        return folders.Any(folder => File.Exists(Path.Combine(folder, file))) || CacheNames(file);
    }

    /// <summary>The files of this name, or of it with a longer version
    /// behind, that are mapped into this process: as full paths.</summary>
    public static IEnumerable<string> Loaded(string file) => !OperatingSystem.IsLinux() ? [] :
        from line in File.ReadLines("/proc/self/maps").ToList()
        let start = line.IndexOf('/', StringComparison.Ordinal)
        where start >= 0
        let path = line[start..]
        let name = Path.GetFileName(path)
        where name == file || name.StartsWith($"{file}.", StringComparison.Ordinal)
        group path by path into same
        select same.Key;

    /// <summary>A file's path without links.</summary>
    public static string RealPath(string file)
    {
        if (!OperatingSystem.IsLinux()) return Path.GetFullPath(file);
        var path = NativeRealPath(file, 0);
        if (path == 0) return Path.GetFullPath(file);
        try
        {
            return Marshal.PtrToStringUTF8(path)!;
        }
        finally
        {
            Free(path);
        }
    }

    private static bool CacheNames(string file)
    {
        const string Cache = "/etc/ld.so.cache";
        return File.Exists(Cache) && File.ReadAllBytes(Cache).AsSpan().IndexOf(Encoding.UTF8.GetBytes($"{file}\0")) >= 0;
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint NativeRealPath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);
}
