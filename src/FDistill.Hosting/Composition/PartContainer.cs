using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Composition;

/// <summary>The one place where services are put together: what the host
/// offers to parts, and the parts that a run file chooses.</summary>
internal static class PartContainer
{
    /// <summary>Puts services together and checks that the parts fit each other.</summary>
    /// <param name="run">The run file.</param>
    /// <param name="add">Adds the parts, whatever uses them, and logging.</param>
    /// <param name="check">Checks the parts; null for parts that are made when they are first asked for.</param>
    /// <exception cref="RunFileException">Parts cannot be made or do not
    /// fit each other; the message lists all that is wrong.</exception>
    public static ServiceProvider Of<TRunFile>(LoadedRun<TRunFile> run, Action<IServiceCollection> add, Action<PartChecks>? check = null) where TRunFile : RunFile
    {
        var services = new ServiceCollection().AddHostServices(run.RunFile);
        add(services);
        var provider = services.BuildServiceProvider();
        try
        {
            ComputeSettings.Apply(provider.GetRequiredService<RunEnvironment>());
            var problems = new RunFileProblems(run.Configuration);
            check?.Invoke(new PartChecks(provider, problems));
            problems.ThrowIfAny();
            return provider;
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }
}
