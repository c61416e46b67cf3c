using System.Collections;
using FDistill.Divergences;
using FDistill.Hosting.Composition;
using FDistill.Hosting.Plugins;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Laboratory;

/// <summary>The divergences that plugins bring, made outside a run.</summary>
public sealed class DivergenceLibrary : IDisposable
{
    private readonly PluginCatalog catalog;
    private readonly IDictionary environment;
    private readonly Action<ILoggingBuilder> logging;
    private readonly List<ServiceProvider> made = [];

    /// <summary>The divergences of all plugins that are found.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    public DivergenceLibrary(IDictionary environment, Action<ILoggingBuilder> logging)
        : this(PluginHost.Load(PluginSearch.Of([], [], name => environment[name] as string)), environment, logging)
    {
    }

    /// <summary>The divergences of some plugins.</summary>
    /// <param name="catalog">The plugins.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    internal DivergenceLibrary(PluginCatalog catalog, IDictionary environment, Action<ILoggingBuilder> logging) =>
        (this.catalog, this.environment, this.logging) = (catalog, environment, logging);

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
        var run = new RunFileLoader(environment).Bind<DivergenceRunFile>(configuration, catalog);
        var services = PartContainer.Of(run, collection => collection.AddLogging(logging).AddPart(PartKeys.Divergence, run.RunFile.Divergence));
        made.Add(services);
        return services.GetRequiredKeyedService<IDivergence>(PartKeys.Divergence);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var services in made) services.Dispose();
    }
}
