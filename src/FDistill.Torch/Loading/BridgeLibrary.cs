using System.Runtime.InteropServices;

namespace FDistill.Torch.Loading;

/// <summary>
/// Loads TorchSharp's native library. That of Linux names a version of the C++
/// library that Debian 12 and Ubuntu 22.04 do not have, though it uses nothing of it:
/// there a copy is loaded in which that demand is weak.
/// </summary>
internal static class BridgeLibrary
{
    /// <summary>Loads the library. Everything that it stands on is in memory.</summary>
    /// <returns>Its handle; what was changed, in words, or null.</returns>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    public static (nint Handle, string? Mended) Load(string file)
    {
        try
        {
            return (NativeLibrary.Load(file), null);
        }
        catch (DllNotFoundException failure) when (OperatingSystem.IsLinux())
        {
            return Mended(file, failure);
        }
    }

    private static (nint Handle, string? Mended) Mended(string file, DllNotFoundException failure)
    {
        var library = new ElfLibrary(File.ReadAllBytes(file));
        var missing = library.NeededVersions().Where(version => !Has(version)).ToList();
        if (missing.Count == 0) throw failure;
        var used = missing.Where(library.Uses).ToList();
        if (used.Count > 0)
            throw new DllNotFoundException(
                $"{file} needs {string.Join(", ", used.Select(version => $"{version.Name} of {version.File}"))}, which this system does not have. " +
                $"Debian 12, Ubuntu 22.04 and later do: install a newer {used[0].File}, or use a newer system.", failure);
        foreach (var version in missing) library.Weaken(version);
        var names = string.Join(", ", missing.Select(version => version.Name));
        return (LibraryCopy.Load(library.Content, Path.GetFileName(file)), $"{names} is demanded and not used; this system lacks it, so a copy in memory demands it no more");
    }

    /// <summary>Whether this system's library of that name offers the
    /// version. One that is not loaded yet is not what is lacking.</summary>
    private static bool Has(NeededVersion version)
    {
        var files = SystemLibraries.Loaded(version.File).ToList();
        return files.Count == 0 || files.Any(file => new ElfLibrary(File.ReadAllBytes(file)).DefinedVersions().Contains(version.Name));
    }
}
