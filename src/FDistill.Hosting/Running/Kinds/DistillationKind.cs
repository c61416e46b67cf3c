using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Engine.Training;
using FDistill.Heads;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running.Kinds;

/// <summary>A distillation.</summary>
internal sealed class DistillationKind : IRunKind<DistillationRunFile>
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services, DistillationRunFile runFile) => services
        .AddSingleton(runFile)
        .AddEvaluation(runFile.Evaluation)
        .AddPart(PartKeys.Teacher, runFile.Teacher)
        .AddPart(PartKeys.Divergence, runFile.Divergence)
        .AddPart(PartKeys.Head, runFile.Head)
        .AddPart(PartKeys.Dataset, runFile.Dataset)
        .AddSingleton(provider => new DistillationParts(
            provider.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher),
            provider.GetRequiredKeyedService<IDivergence>(PartKeys.Divergence),
            provider.GetRequiredKeyedService<IDiscriminatorHead>(PartKeys.Head),
            provider.GetRequiredKeyedService<IDataset>(PartKeys.Dataset)))
        .AddSingleton<IRunPipeline, DistillationPipeline>();

    /// <inheritdoc/>
    public void Check(PartChecks checks, DistillationRunFile runFile) => checks.Check(runFile);
}
