using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Support;

/// <summary>The plugins of the third party's sample repository, compiled from their sources.</summary>
public sealed class SampleParts : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SampleParts()
    {
        foreach (var name in new[] { "Acme.Teachers", "Acme.Divergences", "Acme.Heads", "Acme.Datasets", "Acme.Metrics" }) PluginAssembly.CompileSample(folder.Path, name);
    }

    /// <summary>The folder that they lie in.</summary>
    public string Folder => folder.Path;

    public void Dispose() => folder.Dispose();
}
