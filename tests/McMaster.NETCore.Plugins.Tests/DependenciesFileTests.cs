using System.Runtime.InteropServices;
using McMaster.NETCore.Plugins.Tests.Support;

namespace McMaster.NETCore.Plugins.Tests;

public sealed class DependenciesFileTests : IDisposable
{
    private static readonly string s_platform = RuntimeInformation.RuntimeIdentifier;

    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_assembly_for_this_platform_is_found_where_the_dependencies_file_says()
    {
        var asset = $"runtimes/{s_platform}/lib/net10.0/Words.dll";
        var dependency = _folder.Compile(asset, """public static class Words { public static string Greeting => "from afar"; }""");
        var plugin = _folder.Compile("Greeter.dll", "public static class Plugin { public static string Greet() => Words.Greeting; }", dependency);
        WriteDependencies(asset, "runtime");

        using var loader = PluginLoader.CreateFromAssemblyFile(plugin);

        Assert.Equal("from afar", loader.Call("Greet"));
    }

    [Fact]
    public void A_native_library_for_this_platform_is_found_where_the_dependencies_file_says()
    {
        var (prefix, extension) = OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        var asset = $"runtimes/{s_platform}/native/{prefix}tiny{extension}";
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(asset))!);
        var someLibrary = Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), $"*System.IO.Compression.Native{extension}").Single();
        File.Copy(someLibrary, _folder.PathOf(asset));
        var plugin = _folder.Compile("Greeter.dll", """
            using System.Runtime.InteropServices;
            public static class Plugin
            {
                public static bool Load() => NativeLibrary.TryLoad("tiny", typeof(Plugin).Assembly, null, out _);
            }
            """);

        using (var unaware = PluginLoader.CreateFromAssemblyFile(plugin)) Assert.Equal(false, unaware.Call("Load"));
        WriteDependencies(asset, "native");
        using var loader = PluginLoader.CreateFromAssemblyFile(plugin);

        Assert.Equal(true, loader.Call("Load"));
    }

    private void WriteDependencies(string asset, string kind) => File.WriteAllText(_folder.PathOf("Greeter.deps.json"), $$"""
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
          "targets": {
            ".NETCoreApp,Version=v10.0": {
              "Greeter/1.0.0": { "dependencies": { "Words": "1.0.0" }, "runtime": { "Greeter.dll": {} } },
              "Words/1.0.0": { "runtimeTargets": { "{{asset}}": { "rid": "{{s_platform}}", "assetType": "{{kind}}" } } }
            }
          },
          "libraries": {
            "Greeter/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
            "Words/1.0.0": { "type": "package", "serviceable": false, "sha512": "" }
          }
        }
        """);
}
