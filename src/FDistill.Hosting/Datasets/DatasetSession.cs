using System.Collections;
using FDistill.Datasets;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Datasets;

/// <summary>A dataset outside a run.</summary>
public sealed class DatasetSession : IDisposable
{
    private readonly ServiceProvider services;

    private DatasetSession(ServiceProvider services, IDataset dataset) => (this.services, Dataset) = (services, dataset);

    /// <summary>The dataset.</summary>
    public IDataset Dataset { get; }

    /// <summary>Opens a dataset.</summary>
    /// <param name="source">Which.</param>
    /// <param name="overrides">Overrides of its options.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">There is no such dataset, or its options have mistakes.</exception>
    /// <exception cref="InvalidDataException">Its files are damaged.</exception>
    public static DatasetSession Open(DatasetSource source, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(source);
        var loader = new RunFileLoader(environment);
        var run = source.IsRunFile
            ? loader.Load<DatasetRunFile>(source.Path, overrides, DatasetRunFile.Ignored)
            : loader.Load<DatasetRunFile>(RunFileLoader.NoFile, [.. source.Choice(loader.Plugins(overrides)), .. overrides], DatasetRunFile.Ignored);
        var services = PartContainer.Of(run, collection => collection.AddLogging(logging).AddPart(PartKeys.Dataset, run.RunFile.Dataset));
        try
        {
            return new DatasetSession(services, services.GetRequiredKeyedService<IDataset>(PartKeys.Dataset));
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    /// <summary>Does something with the dataset.</summary>
    /// <param name="work">What.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="Engine.Contracts.BrokenContractException">The dataset did what
    /// its contract rules out; the message names plugin, part and clause.</exception>
    public T Use<T>(Func<IDataset, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return services.Naming(() => work(Dataset));
    }

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();
}
