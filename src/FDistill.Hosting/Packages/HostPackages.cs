using System.IO.Compression;
using System.Reflection;
using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.Packages;

/// <summary>The packages that the host itself provides to plugins: a plugin's dependencies on them are met by the host, and none of their files is installed.</summary>
internal static class HostPackages
{
    /// <summary>Their names and the host's versions.</summary>
    public static IReadOnlyList<PackageFile> All { get; } =
    [
        .. SharedTypes.All.Select(type => type.Assembly).Select(assembly => new PackageFile(assembly.GetName().Name!, Version(assembly))),
        .. new[] { "TorchSharp-cpu", "TorchSharp-cuda-linux", "TorchSharp-cuda-windows" }.Select(name => new PackageFile(name, TorchSharp)),
    ];

    private const string TorchSharp = "0.107.0";

    /// <summary>Writes empty packages of these names and versions into a folder, which then is a feed of them.</summary>
    public static void WriteFeed(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var package in All)
        {
            using var zip = ZipFile.Open(Path.Combine(folder, $"{package.Id}.{package.Version}.nupkg"), ZipArchiveMode.Create);
            using var writer = new StreamWriter(zip.CreateEntry($"{package.Id}.nuspec").Open());
            writer.Write($"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata><id>{package.Id}</id><version>{package.Version}</version><authors>host</authors><description>Provided by the host.</description></metadata>
                </package>
                """);
        }
    }

    /// <summary>A package's version is its assembly's informational one, without the commit. The stand-in's TorchSharp has the version that it stands for.</summary>
    private static string Version(Assembly assembly) => assembly.GetName().Name == nameof(TorchSharp)
        ? TorchSharp
        : (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}").Split('+')[0];
}
