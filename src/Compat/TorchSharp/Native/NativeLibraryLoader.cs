using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Finds the native library beside this assembly, and sets what libtorch reads from the environment when it is loaded.</summary>
internal static partial class NativeLibraryLoader
{
    private const string FileName = "libfdistill_torch.so";

    private static readonly Lock Loading = new();
    private static nint loaded;

    /// <summary>Answers for one library name; it is loaded when it is first called.</summary>
    public static void Install(string library) => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLoader).Assembly, (name, _, _) =>
    {
        if (name != library) return 0;
        lock (Loading) return loaded != 0 ? loaded : loaded = Load();
    });

    private static unsafe nint Load()
    {
        // Threads that spin while they wait steal the cores that a busy machine's other threads need: OpenMP's, and OpenBLAS's,
        // which sleep after 2^4 cycles, the shortest wait that it knows, instead of 2^28.
        SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
        SetEnvironment("OPENBLAS_THREAD_TIMEOUT", "4", overwrite: 0);
        var path = Candidates().FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"{FileName} is not beside TorchSharp.dll: run ./fdistill setup.");
        try
        {
            var handle = NativeLibrary.Load(path);
            // Debian's libtorch would start with half of the threads, or one.
            var threads = Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null ? Environment.ProcessorCount : 0;
            ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(handle, "fd_initialize"))(threads);
            return handle;
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException($"{path} cannot be loaded, run ./fdistill setup: {e.Message}", e);
        }
    }

    private static IEnumerable<string> Candidates()
    {
        var beside = Path.GetDirectoryName(typeof(NativeLibraryLoader).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
        foreach (var root in new[] { beside, AppContext.BaseDirectory })
        {
            yield return Path.Combine(root, FileName);
            yield return Path.Combine(root, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName);
        }
    }

    // .NET's own variables are not seen by native code.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
