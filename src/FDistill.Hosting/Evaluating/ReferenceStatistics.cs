using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Evaluation.Statistics;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Images;
using FDistill.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TorchSharp;

namespace FDistill.Hosting.Evaluating;

/// <summary>Takes the statistics of reference images, to which Fréchet distances are then taken.</summary>
public static class ReferenceStatistics
{
    /// <summary>Writes statistics.</summary>
    /// <param name="images">A folder or zip file of images; null
    /// for the run file's <c>evaluation.reference</c>.</param>
    /// <param name="runFile">The run file that names the extractor; null where only overrides do.</param>
    /// <param name="output">The <c>.npz</c> file.</param>
    /// <param name="request">What is given besides.</param>
    /// <param name="cancel">Asks to stop; nothing is written then.</param>
    /// <returns>How many images there are.</returns>
    /// <exception cref="UserException">The run file has mistakes, or names no extractor or no images.</exception>
    /// <exception cref="InvalidDataException">The images cannot be read.</exception>
    public static long Write(string? images, string? runFile, string output, EvaluationRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = request.Load<EvaluatedImagesRunFile>(runFile, EvaluatedImagesRunFile.Ignored);
        using var services = request.Compose(run, collection => collection.AddEvaluation(run.RunFile.Evaluation), checks => checks.CheckStatistics());
        var extractor = services.GetKeyedService<IFeatureExtractor>(PartKeys.Extractor)
            ?? throw new UserException("Statistics are taken of features, and nothing names their extractor: add evaluation.extractor to the run file.");
        using var files = images is null ? null : new ImageFiles(images, services.GetRequiredService<IImageDecoder>());
        var dataset = files ?? services.GetKeyedService<IDataset>(PartKeys.Reference)
            ?? throw new UserException("Statistics of which images? The run file names no evaluation.reference; add it, or name a folder or a zip file.");

        using var scope = torch.NewDisposeScope();
        var pass = new FeaturePass(extractor, done => request.Progress.Report(new EvaluationProgress(EvaluationProgress.References, done, dataset.Count)), cancel);
        long count = 0;
        StatisticsFile.Write(output, services.Naming(() => pass.Fit(dataset, run.RunFile.Evaluation!.Batch, out count)));
        return count;
    }
}
