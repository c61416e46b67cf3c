using System.Collections;
using FDistill.Datasets;
using FDistill.Engine.Datasets.Encoding;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Datasets;

/// <summary>A teacher and a dataset to encode.</summary>
public sealed class EncodingSession : IDisposable
{
    private readonly ServiceProvider services;
    private readonly DatasetEncoder encoder;

    private EncodingSession(ServiceProvider services, string source)
    {
        (this.services, Source) = (services, source);
        Dataset = services.GetRequiredKeyedService<IDataset>(PartKeys.Dataset);
        encoder = new DatasetEncoder(
            services.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher), Dataset, services.GetRequiredService<RunEnvironment>(), services.GetRequiredService<IWeightFiles>());
    }

    /// <summary>The dataset.</summary>
    public IDataset Dataset { get; }

    /// <summary>The dataset as the run file chooses it, and the precision.</summary>
    public string Source { get; }

    /// <summary>Opens teacher and dataset, and checks that they fit each other.</summary>
    /// <param name="file">The run file.</param>
    /// <param name="overrides">Overrides of it.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="logging">Where messages go.</param>
    /// <exception cref="UserException">The run file has mistakes, or its parts do not fit each other.</exception>
    public static EncodingSession Open(string file, IReadOnlyList<Override> overrides, IDictionary environment, Action<ILoggingBuilder> logging)
    {
        var run = new RunFileLoader(environment).Load<EncodingRunFile>(file, overrides, EncodingRunFile.Ignored);
        var services = PartContainer.Of(
            run,
            collection => collection.AddLogging(logging).AddPart(PartKeys.Teacher, run.RunFile.Teacher).AddPart(PartKeys.Dataset, run.RunFile.Dataset),
            checks => checks.Check(run.RunFile)).WithIdleOptionsNamed(run.RunFile);
        try
        {
            return new EncodingSession(services, $"{ResolvedRunFile.ToJson(run.RunFile)["dataset"]!.ToJsonString()} {run.RunFile.Precision}");
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    /// <summary>Encodes it.</summary>
    /// <param name="folder">Where to; an encoding that was stopped there is resumed.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Receives how many records are done.</param>
    /// <param name="cancel">Asks to stop.</param>
    /// <returns>What the folder holds.</returns>
    /// <exception cref="Engine.Contracts.BrokenContractException">A part did what its
    /// contract rules out; the message names plugin, part and clause.</exception>
    public EncodedManifest Encode(string folder, EncodingOptions options, IProgress<long> progress, CancellationToken cancel) =>
        services.Naming(() => encoder.Encode(folder, options, progress, cancel));

    /// <inheritdoc/>
    public void Dispose() => services.Dispose();
}
