using FDistill.Divergences;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.Tests.Support;
using FDistill.Plugins;
using FDistill.Tests.Shared;
using TorchSharp;

namespace FDistill.Hosting.Tests.Plugins;

/// <summary>What the host shares is the host's, whatever a plugin was compiled against and whatever lies beside it.</summary>
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

        AssertComputes();
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

        AssertComputes();
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
    private void AssertComputes()
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
    }
}
