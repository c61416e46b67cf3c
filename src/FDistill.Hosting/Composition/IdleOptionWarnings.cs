using FDistill.Hosting.RunFiles;
using FDistill.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FDistill.Hosting.Composition;

/// <summary>Names the options of a run file that have no effect, before anything begins.</summary>
internal static class IdleOptionWarnings
{
    extension(ServiceProvider provider)
    {
        /// <summary>Writes a warning for each that is known without asking a part.</summary>
        /// <param name="runFile">The run file.</param>
        /// <returns>The provider.</returns>
        public ServiceProvider WithIdleOptionsNamed(RunFile runFile)
        {
            provider.GetRequiredService<ILoggerFactory>().Name(IdleOptionSearch.Of(runFile));
            return provider;
        }
    }

    extension(ILoggerFactory loggers)
    {
        /// <summary>Writes a warning for each.</summary>
        /// <param name="idle">The options.</param>
        public void Name(IEnumerable<IdleOption> idle)
        {
            var logger = loggers.CreateLogger(typeof(IdleOptionWarnings).FullName!);
            foreach (var option in idle) logger.LogWarning("{Warning}.", option.Sentence);
        }
    }
}
