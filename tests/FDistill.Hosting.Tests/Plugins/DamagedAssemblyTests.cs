using FDistill.Hosting.Documentation;
using FDistill.Hosting.Packages;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Hosting.Tests.Plugins;

/// <summary>A plugin's assembly in which one byte was changed: headers, metadata, code and resources alike.</summary>
public sealed class DamagedAssemblyTests : IDisposable
{
    private const string Source = """
        public sealed class Entry : IPlugin
        {
            public void Register(IPluginBuilder builder) => builder.Add<IDivergence, Power, PowerOptions>("power", "h(r).");
        }

        public sealed class Power(PowerOptions options) : IDivergence
        {
            public TorchSharp.torch.Tensor Weight(DensityRatio ratio) => (ratio.Log * options.Gamma).exp();
        }

        public sealed class PowerOptions
        {
            [Range(0.0, 4.0)] public double Gamma { get; set; } = 1;
            [MinLength(1)] public int[] Resolutions { get; set; } = [8];
            public Activation Activation { get; set; } = Activation.Silu;
            [AllowedValues("a", "b")] public string? Name { get; set; }
            public LayerOptions First { get; set; } = new() { Width = 7 };
        }

        public sealed class LayerOptions { [Range(1, int.MaxValue)] public int Width { get; set; } = 64; }

        public enum Activation { Silu, LeakyRelu }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0xff)]
    [InlineData(0x01)]
    [InlineData(0x80)]
    public void Has_a_status_and_a_reason_and_whatever_looks_at_all_plugins_goes_on(byte mask)
    {
        var file = PluginAssembly.Compile(folder.Path, "Damaged", Source);
        PluginAssembly.Compile(folder.Path, "Whole", PluginAssembly.Divergence("constant"));
        var bytes = File.ReadAllBytes(file);
        var faulted = 0;
        foreach (var place in Enumerable.Range(0, bytes.Length).Where(place => place % 19 == mask % 19))
        {
            bytes[place] ^= mask;
            File.WriteAllBytes(file, bytes);
            bytes[place] ^= mask;

            var catalog = PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], []));

            Assert.Equal(["Damaged", "Whole"], catalog.Plugins.Select(plugin => plugin.Name));
            Assert.Equal(PluginStatus.Loaded, catalog.Plugins[1].Status);
            Assert.True(catalog.Plugins[0].Status is PluginStatus.Loaded or PluginStatus.Faulted or PluginStatus.Incompatible);
            Assert.NotEqual("", catalog.Plugins[0].Reason);
            if (catalog.Plugins[0].Status != PluginStatus.Loaded) faulted++;
            LookAtAll(catalog);
        }

        Assert.InRange(faulted, bytes.Length / 19 / 5, bytes.Length / 19);   // a third of all bytes are seen to be wrong; the others are padding, names and code that does not run here
    }

    [Fact]
    public void A_trusted_plugin_in_which_any_byte_was_changed_does_not_run()
    {
        var file = PluginAssembly.Compile(folder.Path, "Acme", PluginAssembly.Divergence("constant"));
        var place = Path.GetDirectoryName(file)!;
        var trust = new PluginTrust([new InstalledPackage("Acme", "1.0.0", place, place, IsTrusted: true, FileHashes.Of(place))], onlyRecorded: false);
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; at += 97)
        {
            bytes[at] ^= 1;
            File.WriteAllBytes(file, bytes);
            bytes[at] ^= 1;
            var plugin = Assert.Single(PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], []) { Trust = trust }).Plugins);
            Assert.True(plugin.Status is PluginStatus.Untrusted or PluginStatus.Faulted or PluginStatus.Incompatible);
            Assert.Empty(plugin.Parts);
        }
    }

    [Fact]
    public void A_part_whose_options_cannot_be_made_makes_its_plugin_faulted_and_the_listing_of_all_parts_goes_on()
    {
        PluginAssembly.Compile(folder.Path, "Bad", """
            public sealed class Entry : IPlugin
            {
                public void Register(IPluginBuilder builder) => builder.Add<IDivergence, Power, PowerOptions>("power", "h(r).");
            }

            public interface Power : IDivergence;

            public sealed class PowerOptions { public PowerOptions() => throw new InvalidOperationException("no licence"); }
            """);

        var catalog = PluginHost.Load(new PluginSearch([new PluginFolder(folder.Path, MayBeMissing: false)], []));

        var plugin = Assert.Single(catalog.Plugins);
        Assert.Equal((PluginStatus.Faulted, "The classes of its divergence 'power' cannot be read: InvalidOperationException: no licence"), (plugin.Status, plugin.Reason));
        LookAtAll(catalog);
    }

    /// <summary>What 'parts', 'schema', 'plugins trust' and run files look at.</summary>
    private static void LookAtAll(PluginCatalog catalog)
    {
        var documentation = new XmlDocumentation();
        foreach (var part in PartKind.All.SelectMany(catalog.Parts)) new OptionDescriptions(documentation).Of(part.OptionsType);
        new RunFileSchema(catalog, documentation).Of(typeof(DistillationRunFile));
        PluginRecords.Found(catalog, []);
    }
}
