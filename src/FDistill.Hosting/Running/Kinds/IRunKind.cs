using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running.Kinds;

/// <summary>A kind of run: which parts it is made of, and what it does with them.</summary>
/// <typeparam name="TRunFile">Its run file.</typeparam>
internal interface IRunKind<TRunFile> where TRunFile : RunFile
{
    /// <summary>Adds the parts that a run file chooses, and the pipeline that uses them.</summary>
    void Add(IServiceCollection services, TRunFile runFile);

    /// <summary>Checks that the parts fit each other.</summary>
    void Check(PartChecks checks, TRunFile runFile);
}
