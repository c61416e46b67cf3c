using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Heads;
using FDistill.Metrics;
using FDistill.Teachers;

namespace FDistill.Plugins;

/// <summary>Collects the parts that a plugin brings.</summary>
/// <remarks>
/// A part's constructor may take its options type (the run file's
/// section, bound and validated), any of the host's services
/// (<see cref="Runs.RunEnvironment"/>, <see cref="Runs.IWeightFiles"/>,
/// <see cref="Runs.ICollective"/>, <see cref="Images.IImageDecoder"/>,
/// <see cref="Images.IImageResizer"/>, <c>ILogger&lt;T&gt;</c>) and nothing else.
/// </remarks>
public interface IPluginBuilder
{
    /// <summary>Adds a part under the name by which run files choose it.</summary>
    /// <typeparam name="TContract">The kind of part: <see cref="IDivergence"/>,
    /// <see cref="ITeacher"/>, <see cref="IDiscriminatorHead"/>,
    /// <see cref="IDataset"/>, <see cref="IMetric"/> or <see cref="IFeatureExtractor"/>.</typeparam>
    /// <typeparam name="TPart">The implementing class.</typeparam>
    /// <typeparam name="TOptions">Its options: a class with a public constructor
    /// without parameters; DataAnnotations on its properties are enforced.</typeparam>
    /// <param name="name">Lower-case words joined by dashes, unique within the kind and the plugin.</param>
    /// <param name="description">One sentence for listings.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name is malformed or taken
    /// by another part of this plugin, or the kind is unknown.</exception>
    IPluginBuilder Add<TContract, TPart, TOptions>(string name, string description)
        where TContract : class
        where TPart : class, TContract
        where TOptions : class, new();
}

/// <summary>One method per kind of part, so that a plugin's entry reads as a list.</summary>
public static class PluginBuilderExtensions
{
    extension(IPluginBuilder builder)
    {
        /// <summary>Adds a divergence that has no options.</summary>
        public IPluginBuilder AddDivergence<TPart>(string name, string description) where TPart : class, IDivergence =>
            builder.Add<IDivergence, TPart, NoOptions>(name, description);

        /// <summary>Adds a divergence with options.</summary>
        public IPluginBuilder AddDivergence<TPart, TOptions>(string name, string description)
            where TPart : class, IDivergence where TOptions : class, new() =>
            builder.Add<IDivergence, TPart, TOptions>(name, description);

        /// <summary>Adds a teacher.</summary>
        public IPluginBuilder AddTeacher<TPart, TOptions>(string name, string description)
            where TPart : class, ITeacher where TOptions : class, new() =>
            builder.Add<ITeacher, TPart, TOptions>(name, description);

        /// <summary>Adds a discriminator head.</summary>
        public IPluginBuilder AddHead<TPart, TOptions>(string name, string description)
            where TPart : class, IDiscriminatorHead where TOptions : class, new() =>
            builder.Add<IDiscriminatorHead, TPart, TOptions>(name, description);

        /// <summary>Adds a dataset.</summary>
        public IPluginBuilder AddDataset<TPart, TOptions>(string name, string description)
            where TPart : class, IDataset where TOptions : class, new() =>
            builder.Add<IDataset, TPart, TOptions>(name, description);

        /// <summary>Adds a metric.</summary>
        public IPluginBuilder AddMetric<TPart, TOptions>(string name, string description)
            where TPart : class, IMetric where TOptions : class, new() =>
            builder.Add<IMetric, TPart, TOptions>(name, description);

        /// <summary>Adds a feature extractor, on which metrics such as the Fréchet distance are measured.</summary>
        public IPluginBuilder AddFeatureExtractor<TPart, TOptions>(string name, string description)
            where TPart : class, IFeatureExtractor where TOptions : class, new() =>
            builder.Add<IFeatureExtractor, TPart, TOptions>(name, description);
    }
}
