using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running.Kinds;

/// <summary>A teacher's training.</summary>
internal sealed class TeacherTrainingKind : IRunKind<TeacherTrainingRunFile>
{
    /// <inheritdoc/>
    public void Add(IServiceCollection services, TeacherTrainingRunFile runFile) => services
        .AddSingleton(runFile)
        .AddEvaluation(runFile.Evaluation)
        .AddPart(PartKeys.Teacher, runFile.Teacher)
        .AddPart(PartKeys.Dataset, runFile.Dataset)
        .AddSingleton<IRunPipeline, TeacherPipeline>();

    /// <inheritdoc/>
    public void Check(PartChecks checks, TeacherTrainingRunFile runFile) => checks.Check(runFile);
}
