using System.Collections;
using FDistill.Engine.Evaluation;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Evaluating;

/// <summary>What an evaluation is given besides the name of what it evaluates.</summary>
/// <param name="Overrides">The overrides of the command line.</param>
/// <param name="Environment">The environment variables.</param>
/// <param name="Logging">Where messages go.</param>
/// <param name="Progress">Receives the progress.</param>
public sealed record EvaluationRequest(IReadOnlyList<Override> Overrides, IDictionary Environment, Action<ILoggingBuilder> Logging, IProgress<EvaluationProgress> Progress)
{
    /// <summary>Reads a run file; null for one that is nothing but overrides.</summary>
    internal LoadedRun<TRunFile> Load<TRunFile>(string? file, string[] ignored) where TRunFile : RunFile, new() =>
        new RunFileLoader(Environment).Load<TRunFile>(file ?? RunFileLoader.NoFile, Overrides, ignored);

    /// <summary>Puts services together and checks that the parts fit each other.</summary>
    internal ServiceProvider Compose<TRunFile>(LoadedRun<TRunFile> run, Action<IServiceCollection> add, Action<PartChecks> check) where TRunFile : RunFile =>
        PartContainer.Of(run, services => add(services.AddLogging(Logging).AddSingleton(Progress)), check).WithIdleOptionsNamed(run.RunFile);
}
