using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;
using FDistill.Hosting.Running.Kinds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FDistill.Hosting;

/// <summary>Puts the framework into a host.</summary>
public static class FDistillServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="RunHost"/>, which runs run files, with the parts that plugins bring.</summary>
        /// <param name="configure">Says where plugins lie and what
        /// overrides run files; by default, what the command says.</param>
        /// <returns>The services.</returns>
        /// <remarks>
        /// Signals, the console and the host's lifetime stay the host's. Messages
        /// go to its loggers; every <see cref="Engine.Training.Loop.IRunObserver"/>
        /// among the services observes every run. A run is asked to stop by a
        /// token, such as that of a <c>BackgroundService</c>: the iteration in
        /// progress is then finished and saved, which <c>HostOptions.ShutdownTimeout</c> should allow for.
        /// </remarks>
        public IServiceCollection AddFDistill(Action<FDistillOptions>? configure = null)
        {
            ArgumentNullException.ThrowIfNull(services);
            services.AddLogging().AddOptions<FDistillOptions>().Configure(configure ?? (_ => { }));
            services.TryAddSingleton<IRunKind<DistillationRunFile>, DistillationKind>();
            services.TryAddSingleton<IRunKind<TeacherTrainingRunFile>, TeacherTrainingKind>();
            services.TryAddSingleton<IRunKind<ClassifierTrainingRunFile>, ClassifierTrainingKind>();
            services.TryAddSingleton<RunHost>();
            return services;
        }
    }
}
