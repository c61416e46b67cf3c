using FDistill.Engine.Evaluation;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Images;
using FDistill.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Evaluating;

/// <summary>Measures images that were made elsewhere.</summary>
public sealed class ImageEvaluation : IDisposable
{
    private const string LogName = "metrics.jsonl";

    private readonly string path;
    private readonly ServiceProvider services;
    private readonly ImageFiles images;
    private readonly StoredSamples samples;

    private ImageEvaluation(string path, ServiceProvider services, ImageFiles images, StoredSamples samples) =>
        (this.path, this.services, this.images, this.samples) = (path, services, images, samples);

    /// <summary>Opens images.</summary>
    /// <param name="path">A folder, or a zip file.</param>
    /// <param name="count">How many of them, in the order of their names; null for all.</param>
    /// <param name="runFile">The run file whose <c>evaluation</c>
    /// says what is measured; null where only overrides do.</param>
    /// <param name="request">What is given besides.</param>
    /// <exception cref="UserException">The run file has mistakes.</exception>
    /// <exception cref="InvalidDataException">There are no images, or not as many.</exception>
    public static ImageEvaluation Open(string path, long? count, string? runFile, EvaluationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = request.Load<EvaluatedImagesRunFile>(runFile, EvaluatedImagesRunFile.Ignored);
        var services = request.Compose(run, collection => collection.AddEvaluation(run.RunFile.Evaluation), checks => checks.Check(run.RunFile));
        try
        {
            var images = new ImageFiles(path, services.GetRequiredService<IImageDecoder>());
            var prompts = services.GetRequiredService<RunPrompts>().OfImages(count ?? images.Count!.Value);
            return new ImageEvaluation(Path.GetFullPath(path), services, images, new StoredSamples(images, count, run.RunFile.Evaluation!.Batch, prompts));
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    /// <summary>Measures.</summary>
    /// <param name="cancel">Asks to stop.</param>
    /// <exception cref="InvalidDataException">Something cannot be measured.</exception>
    public async Task<EvaluationOutcome> RunAsync(CancellationToken cancel)
    {
        var logPath = Path.Combine(Directory.Exists(path) ? path : Path.GetDirectoryName(path)!, LogName);
        using var log = new MetricsFile(logPath, keep: _ => true);
        try
        {
            var row = await services.NamingAsync(() => services.GetRequiredService<Evaluator>().EvaluateAsync($"{Path.GetFileName(path)}, {samples.Count:N0} images", samples, cancel));
            log.Append(new MetricsEntry(Iteration: 0, row.Values) { Evaluation = row.Name, Columns = row.Columns });
            return new EvaluationOutcome(new EvaluationTable([row]), Interrupted: false, logPath);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new EvaluationOutcome(new EvaluationTable([]), Interrupted: true, logPath);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        images.Dispose();
        services.Dispose();
    }
}
