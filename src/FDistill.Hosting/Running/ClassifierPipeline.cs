using System.Globalization;
using FDistill.Datasets;
using FDistill.Engine.ClassifierTraining;
using FDistill.Engine.Evaluation;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Metrics;
using FDistill.Plugins;
using FDistill.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running;

/// <summary>A classifier's training from its first act to its last: train, test, export.</summary>
/// <param name="runFile">What to run.</param>
/// <param name="folder">What it leaves behind.</param>
/// <param name="extractor">The network, as yet untrained; an <see cref="ITrainableClassifier"/>.</param>
/// <param name="dataset">What it learns from.</param>
/// <param name="environment">Where to compute.</param>
/// <param name="collective">What the processes of the run do together.</param>
/// <param name="trainings">Runs the loop.</param>
/// <param name="plugins">The plugins used.</param>
/// <param name="test">What it is tested on.</param>
internal sealed class ClassifierPipeline(
    ClassifierTrainingRunFile runFile,
    RunFolder folder,
    [FromKeyedServices(PartKeys.Classifier)] IFeatureExtractor extractor,
    [FromKeyedServices(PartKeys.Dataset)] IDataset dataset,
    RunEnvironment environment,
    ICollective collective,
    TrainingLoop trainings,
    PluginLock plugins,
    [FromKeyedServices(PartKeys.Test)] IDataset? test = null) : IRunPipeline
{
    private const string Accuracy = "accuracy", WeightsFile = "classifier.safetensors";

    /// <inheritdoc/>
    public Task<RunSummary> RunAsync(CancellationToken cancel)
    {
        var classifier = OptionalContract.Of<ITrainableClassifier>(extractor)!;
        using var trainer = new ClassifierTrainer(classifier, dataset, runFile.ClassifierTraining, environment, collective);
        trainings.Open(ResolvedRunFile.ToText(runFile), plugins);
        var outcome = trainings.Run(trainer, runFile.Checkpoints, trained: null, cancel);
        if (!outcome.Completed) return Task.FromResult(new RunSummary(folder, outcome, Table: null));

        var table = test is null ? null : new EvaluationTable([new EvaluationRow("test images", new Dictionary<string, double> { [Accuracy] = trainer.Test(test, CancellationToken.None) })]);
        trainings.Export(export => classifier.Save(Path.Combine(export, WeightsFile), Facts(table)));
        trainings.Report(runFile, table, pictures: []);
        return Task.FromResult(new RunSummary(folder, outcome, table));
    }

    private Dictionary<string, string> Facts(EvaluationTable? table)
    {
        var facts = new Dictionary<string, string>
        {
            ["training.iterations"] = string.Create(CultureInfo.InvariantCulture, $"{runFile.ClassifierTraining.Iterations}"),
            ["training.batch"] = string.Create(CultureInfo.InvariantCulture, $"{runFile.ClassifierTraining.Batch}"),
            ["training.seed"] = string.Create(CultureInfo.InvariantCulture, $"{environment.Seed}"),
        };
        if (table is not null) facts["test.accuracy"] = string.Create(CultureInfo.InvariantCulture, $"{table.Rows[0].Values[Accuracy]}");
        return facts;
    }
}
