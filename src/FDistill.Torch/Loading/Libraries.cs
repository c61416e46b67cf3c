using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace FDistill.Torch.Loading;

/// <summary>Gives TorchSharp its native libraries. A process has
/// one libtorch; what is loaded is its, not an object's.</summary>
internal static class Libraries
{
    private static readonly Lock Door = new();
    private static Loaded? loaded;
    private static bool offered;

    /// <summary>Answers TorchSharp, from now on, when .NET's own search for its libraries has found none.</summary>
    /// <remarks>That search ends in the system's folders. A libtorch there, of whatever version, would
    /// be taken before anybody asks here: then ours is loaded as soon as TorchSharp is.</remarks>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "It has to come before TorchSharp's first use.")]
    internal static void Offer()
    {
        lock (Door)
        {
            if (offered) return;
            offered = true;
        }
        var own = typeof(Libraries).Assembly;
        NativeLibrary.SetDllImportResolver(own, (name, _, _) => LibraryNames.Libtorch.Contains(name) ? Resolve(name) : 0);
        foreach (var context in new[] { AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(own)! }.Distinct())
            context.ResolvingUnmanagedDll += (assembly, name) => assembly.GetName().Name == nameof(TorchSharp) ? Resolve(name) : 0;
        AppDomain.CurrentDomain.AssemblyLoad += (_, arrived) => Precede(arrived.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Precede(assembly);
    }

    /// <summary>Loads libtorch and the bridge, unless they are loaded.</summary>
    public static LoadedTorch Load() => Once().Torch;

    private static Loaded Once()
    {
        lock (Door)
        {
            try
            {
                return loaded ??= LoadNow();
            }
            catch (DllNotFoundException)
            {
                // TorchSharp would go on to copy half a gigabyte out of NuGet's folder to
                // beside the program, and take that: another libtorch than the one asked for.
                Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(AppContext.BaseDirectory, LibtorchFolder.Name, "none"));
                throw;
            }
        }
    }

    /// <summary>Where a program's own libraries may lie: beside the
    /// program, beside this assembly, and where the host looks.</summary>
    private static IReadOnlyList<string> Places()
    {
        string[] homes = [AppContext.BaseDirectory, .. Home(typeof(Libraries).Assembly)];
        var probed = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. homes.Select(home => Path.Combine(home, LibtorchFolder.Name)).Concat(probed).Concat(homes).Distinct()];
    }

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "A single file's assemblies have no folder of their own; then the program's is the one.")]
    private static string[] Home(Assembly assembly) => Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? [folder + Path.DirectorySeparatorChar] : [];

    private static (LibtorchFolder Libtorch, string Bridge) Find()
    {
        var places = Places();
        var libtorch = LibtorchFolder.Find(Environment.GetEnvironmentVariable(TorchRuntime.LibtorchVariable), places);
        var bridge = places.Prepend(libtorch.Path).Select(place => Path.Combine(place, LibraryNames.File(LibraryNames.Bridge))).FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"{LibraryNames.File(LibraryNames.Bridge)}, TorchSharp's native library, is in none of {string.Join(", ", places)}. It comes with the package TorchSharp: build or install the program anew.");
        return (libtorch, bridge);
    }

    private static Loaded LoadNow()
    {
        var (libtorch, bridge) = Find();
        RefuseSecond(libtorch);

        ThreadWaiting.Ask();
        foreach (var name in LibraryNames.Libtorch) NativeLibrary.Load(Path.Combine(libtorch.Path, LibraryNames.File(name)));
        var (handle, mended) = BridgeLibrary.Load(bridge);
        return new Loaded(new LoadedTorch(libtorch.Path, libtorch.Origin, bridge, mended), handle);
    }

    /// <summary>A process that loads a second libtorch is aborted by it.</summary>
    private static void RefuseSecond(LibtorchFolder libtorch)
    {
        var present = SystemLibraries.Loaded(LibraryNames.File("torch_cpu")).FirstOrDefault(file => !SameFile(file, Path.Combine(libtorch.Path, LibraryNames.File("torch_cpu"))));
        if (present is not null)
            throw new DllNotFoundException($"{present} is loaded already, so that of {libtorch.Path} ({libtorch.Origin}) cannot be: a process has one libtorch. Take the first out of the program's folder, or leave {TorchRuntime.LibtorchVariable} unset.");
    }

    private static bool SameFile(string one, string other) => SystemLibraries.RealPath(one) == SystemLibraries.RealPath(other);

    /// <summary>A library's handle, 0 for one that is no part of the libtorch in use.</summary>
    private static nint Resolve(string name)
    {
        var (torch, bridge) = Once();
        if (name == LibraryNames.Bridge) return bridge;
        var file = Path.Combine(torch.Libtorch, LibraryNames.File(name));
        return File.Exists(file) ? NativeLibrary.Load(file) : 0;
    }

    private static void Precede(Assembly assembly)
    {
        if (assembly.GetName().Name == nameof(TorchSharp) && SystemLibraries.Offer(LibraryNames.File("torch_cpu"))) Load();
    }

    private sealed record Loaded(LoadedTorch Torch, nint Bridge);
}
