using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Plugins;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Plugins;

/// <summary>A plugin that is built anew, overwritten or removed while a process has it
/// loaded. Where its files were mapped, these tests would end the process.</summary>
public sealed class PrivateCopyTests : IDisposable
{
    private const string Source = """
        public sealed class Entry : IPlugin
        {
            public void Register(IPluginBuilder builder)
            {
                if (builder is not null) builder.AddDivergence<Constant>("constant", "");
                else Later();
            }

            private static void Later()
            {
                var folder = System.IO.Path.GetDirectoryName(typeof(Entry).Assembly.Location);
                var label = System.IO.File.ReadAllText(System.IO.Path.Combine(folder, "data", "label.txt"));
                throw new InvalidOperationException($"{label} {Helper.Name()} {Library.CompressionNative_Crc32(0, "123456789"u8.ToArray(), 9):x}");
            }
        }

        public interface Constant : IDivergence;

        internal static class Library
        {
            [System.Runtime.InteropServices.DllImport("acme_native")]
            public static extern uint CompressionNative_Crc32(uint crc, byte[] buffer, int length);
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("zeros")]
    [InlineData("short")]
    [InlineData("gone")]
    public void Goes_on_with_the_libraries_and_files_that_it_was_loaded_with(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody overwrite a loaded file");
        var place = Path.Combine(folder.Path, "Native");
        var helper = PluginAssembly.CompileLibrary(place, "Helper", """public static class Helper { public static string Name() => "helper" + One.More(); } public static class One { public static int More() => 1; }""");
        PluginAssembly.Compile(folder.Path, "Native", Source, references: helper);
        var native = CopyLibrary(place);
        Directory.CreateDirectory(Path.Combine(place, "data"));
        File.WriteAllText(Path.Combine(place, "data", "label.txt"), "label");
        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], [])).Plugins);
        Assert.True(plugin.Status == PluginStatus.Loaded, plugin.Reason);

        foreach (var file in new[] { plugin.Path, helper, native })
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            if (what == "zeros") stream.Write(new byte[stream.Length]);
            if (what == "short") stream.SetLength(1);
            if (what == "gone") File.Delete(file);
        }

        // Code that was neither compiled nor read until now.
        var entry = (IPlugin)Activator.CreateInstance(plugin.Parts[0].PartType.Assembly.GetType("Entry")!)!;
        Assert.Equal("label helper1 cbf43926", Assert.Throws<InvalidOperationException>(() => entry.Register(null!)).Message);
        Assert.Equal(Path.Combine(place, "Native.dll"), plugin.Path);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Copies_libraries_and_links_all_else_and_its_own_files_alone_are_deleted_with_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "nothing is copied there");
        var place = Path.Combine(folder.Path, "Acme");
        var assembly = PluginAssembly.Compile(folder.Path, "Acme", PluginAssembly.Divergence("constant"));
        var weights = folder.Write("Acme/weights.safetensors", "weights");
        Directory.CreateSymbolicLink(Path.Combine(place, "above"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(place, "broken"), "/nowhere");

        var copy = new PrivateCopies(Path.Combine(folder.Path, "loaded")).Of(assembly);

        Assert.Equal(File.ReadAllBytes(assembly), File.ReadAllBytes(copy));
        Assert.Null(new FileInfo(copy).LinkTarget);
        Assert.Equal("Acme", Path.GetFileName(Path.GetDirectoryName(copy)));
        Assert.Equal(weights, new FileInfo(Path.Combine(Path.GetDirectoryName(copy)!, "weights.safetensors")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(copy)!)!)!));
    }

    [Fact]
    public void A_home_that_cannot_be_written_is_no_obstacle()
    {
        PluginAssembly.Compile(folder.Path, "Acme", PluginAssembly.Divergence("constant"));
        var file = folder.Write("home", "no folder");
        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], []) { Copies = Path.Combine(file, "loaded") }).Plugins);
        Assert.True(plugin.Status == PluginStatus.Loaded, plugin.Reason);
    }

    private static string CopyLibrary(string to)
    {
        var extension = OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        var copy = Path.Combine(to, $"libacme_native{extension}");
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), $"libSystem.IO.Compression.Native{extension}"), copy);
        return copy;
    }
}
