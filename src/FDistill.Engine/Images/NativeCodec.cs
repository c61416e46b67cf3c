using System.Runtime.InteropServices;

namespace FDistill.Engine.Images;

/// <summary>A library of the operating system that decodes images.</summary>
/// <remarks>It is found under the names that it has where no development files are installed, which the runtime's own probing does not try.</remarks>
internal sealed class NativeCodec
{
    private readonly nint library;

    /// <summary>Loads the library.</summary>
    /// <param name="kind">The kind of file that it reads, e.g. JPEG.</param>
    /// <param name="package">Debian's package.</param>
    /// <param name="names">Its names on Linux, macOS and Windows.</param>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public NativeCodec(string kind, string package, params string[] names)
    {
        foreach (var name in names)
            if (NativeLibrary.TryLoad(name, out library))
                return;
        throw new DllNotFoundException($"{kind} files need {names[0]}, which is not installed; on Debian: apt-get install {package}");
    }

    /// <summary>The address of one of its functions.</summary>
    public nint this[string function] => NativeLibrary.GetExport(library, function);
}
