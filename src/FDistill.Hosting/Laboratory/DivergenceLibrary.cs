using System.Collections;
using FDistill.Divergences;
using FDistill.Hosting.Composition;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Laboratory;

/// <summary>The divergences that plugins bring, made outside a run.</summary>
/// <param name="environment">The environment variables.</param>
/// <param name="logging">Where messages go.</param>
public sealed class DivergenceLibrary(IDictionary environment, Action<ILoggingBuilder> logging) : IDisposable
{
    private readonly PluginCatalog catalog = PluginHost.Load(PluginSearch.Of([], [], name => environment[name] as string));
    private readonly List<ServiceProvider> made = [];

    /// <summary>All that are there.</summary>
    public IReadOnlyList<PartDescriptor> Divergences => catalog.Parts(PartKind.Of(typeof(IDivergence)));

    /// <summary>Makes one.</summary>
    /// <param name="written"><c>name</c>, or <c>name:key=value,key=value</c>.</param>
    /// <returns>The divergence, valid as long as the library.</returns>
    /// <exception cref="RunFileException">There is none of that name, or its options are wrong.</exception>
    public IDivergence Create(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var configuration = RunConfiguration.Of(
            [new Override(written, KeyPath.Key(nameof(RunFile.Device)), ComputeDevice.Cpu), .. DivergenceSpecification.Parse(written).Choice()], written);
        var runFile = new RunFileLoader(environment).Bind<DivergenceRunFile>(configuration, catalog).RunFile;
        var services = new ServiceCollection().AddLogging(logging).AddHostServices(runFile).AddPart(PartKeys.Divergence, runFile.Divergence).BuildServiceProvider();
        made.Add(services);
        return services.GetRequiredKeyedService<IDivergence>(PartKeys.Divergence);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var services in made) services.Dispose();
    }
}
