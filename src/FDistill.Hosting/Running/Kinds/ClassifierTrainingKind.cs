using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running.Kinds;

/// <summary>A classifier's training.</summary>
internal sealed class ClassifierTrainingKind : IRunKind<ClassifierTrainingRunFile>
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services, ClassifierTrainingRunFile runFile) => services
        .AddSingleton(runFile)
        .AddPart(PartKeys.Classifier, runFile.Extractor)
        .AddPart(PartKeys.Dataset, runFile.Dataset)
        .AddPart(PartKeys.Test, runFile.Test)
        .AddSingleton<IRunPipeline, ClassifierPipeline>();

    /// <inheritdoc/>
    public void Check(PartChecks checks, ClassifierTrainingRunFile runFile) => checks.Check(runFile);
}
