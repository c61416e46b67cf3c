using FDistill.Divergences;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Plugins;
using FDistill.Tests.Shared;
using TorchSharp;

namespace FDistill.Hosting.Tests.Plugins;

/// <summary>What the host shares is the host's, whatever a plugin
/// was compiled against and whatever lies beside it.</summary>
public sealed class SharedIdentityTests : IDisposable
{
    private const string Torch = "TorchSharp", Logging = "Microsoft.Extensions.Logging.Abstractions";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("0.107.0.0", true)]
    [InlineData("0.101.5.0", true)]
    [InlineData("99.0.0.0", true)]
    [InlineData("99.0.0.0", false)]
    public void A_plugin_compiled_against_another_TorchSharp_strongly_named_or_not_works_with_the_hosts(string version, bool isStrong)
    {
        AssemblyIdentity.Change(Compile(), Torch, Version.Parse(version), isStrong);

        var plugin = AssertComputes();

        if (typeof(torch).Assembly.GetName().Version == Version.Parse(version)) Assert.EndsWith("It brings 1 part.", plugin.Reason, StringComparison.Ordinal);
        else Assert.Contains($"built against TorchSharp {version} and gets the host's, {typeof(torch).Assembly.GetName().Version}.", plugin.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("99.0.0.0")]
    public void A_plugin_compiled_against_an_unsigned_assembly_works_with_a_host_whose_assembly_is_strongly_named(string version)
    {
        Assert.NotEmpty(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.GetName().GetPublicKeyToken()!);
        AssemblyIdentity.Change(Compile(), Logging, Version.Parse(version), isStrong: false);

        AssertComputes();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_plugin_that_ships_its_own_copies_of_the_contracts_and_of_TorchSharp_gets_the_hosts(bool isOfAnotherVersion)
    {
        var file = Compile();
        if (isOfAnotherVersion) AssemblyIdentity.Change(file, Torch, new Version(99, 0, 0, 0), isStrong: true);
        foreach (var assembly in new[] { typeof(IPlugin).Assembly, typeof(torch).Assembly }) File.Copy(assembly.Location, Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(assembly.Location)));

        Assert.Contains("Its own TorchSharp.dll is not used: the host's is.", AssertComputes().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_ships_a_libtorch_gets_the_hosts_and_is_told()
    {
        var natives = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Compile())!, "runtimes", "linux-x64", "native")).FullName;
        foreach (var name in new[] { "libtorch_cpu.so", "libLibTorchSharp.so" }) File.WriteAllText(Path.Combine(natives, name), "no library at all");

        Assert.Contains("Its own libLibTorchSharp.so, libtorch_cpu.so are not used: the host's are.", AssertComputes().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_misses_something_of_the_TorchSharp_it_was_built_against_says_which_that_was()
    {
        var file = PluginAssembly.Compile(folder.Path, "Good", """
            public sealed class Entry : IPlugin
            {
                public void Register(IPluginBuilder builder)
                {
                    using var one = TorchSharp.torch.ones(1);
                    throw new MissingMethodException("Method not found: 'Tensor TorchSharp.torch.gone()'.");
                }
            }
            """);
        AssemblyIdentity.Change(file, Torch, new Version(0, 101, 5, 0), isStrong: true);

        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], [])).Plugins);

        Assert.Equal(PluginStatus.Faulted, plugin.Status);
        Assert.Contains("torch.gone()", plugin.Reason, StringComparison.Ordinal);
        Assert.Contains("built against TorchSharp 0.101.5.0", plugin.Reason, StringComparison.Ordinal);
    }

    private string Compile() => PluginAssembly.Compile(folder.Path, "Good", """
        public sealed class Entry : IPlugin
        {
            public void Register(IPluginBuilder builder) => builder.AddDivergence<Root>("root", "h(r) = √r.");
        }

        public sealed class Root(Microsoft.Extensions.Logging.ILogger<Root> logger) : IDivergence
        {
            public TorchSharp.torch.Tensor Weight(DensityRatio ratio)
            {
                Microsoft.Extensions.Logging.LoggerExtensions.LogTrace(logger, "weighing");
                return (ratio.Log / 2).exp();
            }
        }
        """);

    /// <summary>Loads the plugin, makes its part, and computes by it.</summary>
    private PluginReport AssertComputes()
    {
        var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], [])).Plugins);
        Assert.True(plugin.Status == PluginStatus.Loaded, plugin.Reason);
        var type = Assert.Single(plugin.Parts).PartType;
        var logger = Activator.CreateInstance(typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>).MakeGenericType(type))!;
        var divergence = Assert.IsType<IDivergence>(Activator.CreateInstance(type, logger), exactMatch: false);

        using var scope = torch.NewDisposeScope();
        var weight = divergence.Weight(DensityRatio.FromLog(torch.tensor([0f, MathF.Log(4)], dtype: torch.float32, device: torch.CPU)));
        Assert.Equal([1f, 2f], weight.data<float>().ToArray());
        Assert.Contains(type.Assembly.GetReferencedAssemblies(), reference => reference.Name == Torch);
        return plugin;
    }
}
