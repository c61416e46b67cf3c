using FDistill.Divergences;
using FDistill.Engine.Training;
using FDistill.Hosting.RunFiles;
using FDistill.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Composition;

/// <summary>Names the options of a run file that have no effect, before anything begins.</summary>
internal static class IdleOptionWarnings
{
    extension(ServiceProvider provider)
    {
        /// <summary>Writes a warning for each.</summary>
        /// <param name="runFile">The run file.</param>
        /// <returns>The provider.</returns>
        public ServiceProvider WithIdleOptionsNamed(RunFile runFile)
        {
            var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(IdleOptionWarnings).FullName!);
            var idle = IdleOptionSearch.Of(runFile);
            if (runFile is DistillationRunFile distillation)
            {
                var (divergence, device) = (provider.GetRequiredKeyedService<IDivergence>(PartKeys.Divergence), provider.GetRequiredService<RunEnvironment>().Device);
                idle = idle.UnionBy(IdleOptions.Of(distillation.Training, divergence, device), option => option.Key);
            }

            foreach (var option in idle) logger.LogWarning("{Warning}.", option.Sentence);
            return provider;
        }
    }
}
