using System.Reflection;
using FDistill.Hosting.Plugins;
using TorchSharp;

namespace FDistill.Hosting.Packages;

/// <summary>The packages that the host itself provides to plugins: a plugin's dependencies
/// on them are met by the host, and none of their files is installed.</summary>
internal static class HostPackages
{
    /// <summary>Their names and the host's versions.</summary>
    public static IReadOnlyList<PackageFile> All { get; } =
    [
        .. SharedTypes.All.Select(type => type.Assembly).Select(assembly => new PackageFile(assembly.GetName().Name!, Version(assembly))),
        .. new[] { "TorchSharp-cpu", "TorchSharp-cuda-linux", "TorchSharp-cuda-windows" }.Select(name => new PackageFile(name, Version(typeof(torch).Assembly))),
        .. new[] { "linux-x64", "osx-arm64", "win-arm64", "win-x64" }.Select(system => new PackageFile($"libtorch-cpu-{system}", Libtorch)),
    ];

    /// <summary>The libtorch for which the host's TorchSharp is made.</summary>
    private const string Libtorch = "2.10.0";

    /// <summary>A package's version is its assembly's informational one, without the commit.</summary>
    private static string Version(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}").Split('+')[0];
}
