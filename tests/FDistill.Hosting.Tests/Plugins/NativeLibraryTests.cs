using System.Runtime.InteropServices;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Plugins;

public sealed class NativeLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_native_library_beside_a_plugin_is_found_by_its_code()
    {
        var file = Compile();
        CopyLibrary(Path.GetDirectoryName(file)!);

        // What zlib's checksum is of "123456789" is told in every account of it.
        Assert.Equal("crc-cbf43926", Assert.Single(Loaded().Parts).Name);
    }

    [Fact]
    public void A_native_library_that_is_missing_is_told_with_its_name()
    {
        Compile();

        var plugin = Assert.Single(Load().Plugins);

        Assert.Equal(PluginStatus.Faulted, plugin.Status);
        Assert.StartsWith("It needs the native library 'acme_native', which is neither beside it nor on the system: ", plugin.Reason, StringComparison.Ordinal);
    }

    private string Compile() => PluginAssembly.Compile(folder.Path, "Native", PluginAssembly.Divergence("constant",
        register: """builder.AddDivergence<Constant>($"crc-{Library.CompressionNative_Crc32(0, "123456789"u8.ToArray(), 9):x}", ""); return;""") + """

        internal static class Library
        {
            [System.Runtime.InteropServices.DllImport("acme_native")]
            public static extern uint CompressionNative_Crc32(uint crc, byte[] buffer, int length);
        }
        """);

    /// <summary>A library that comes with every .NET, under a name that no system has.</summary>
    private static void CopyLibrary(string to)
    {
        var (prefix, extension) = OperatingSystem.IsWindows() ? ("", ".dll") : ("lib", OperatingSystem.IsMacOS() ? ".dylib" : ".so");
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), $"{prefix}System.IO.Compression.Native{extension}"), Path.Combine(to, $"{prefix}acme_native{extension}"));
    }

    private PluginCatalog Load() => PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], []));

    private PluginReport Loaded()
    {
        var plugin = Assert.Single(Load().Plugins);
        Assert.True(plugin.Status == PluginStatus.Loaded, plugin.Reason);
        return plugin;
    }
}
