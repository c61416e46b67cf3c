using FDistill.Plugins;
using FDistill.Plugins.GaussianMixture;

[assembly: FDistillPlugin(typeof(GaussianMixturePlugin), ContractVersion.Current)]

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Brings a teacher and a dataset whose score and density are known
/// exactly, and what measures their points: the testbed of the method.</summary>
public sealed class GaussianMixturePlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddTeacher<GaussianMixtureTeacher, GaussianMixtureTeacherOptions>("gaussian-mixture", "A mixture of Gaussians: its denoiser is exact and has no weights.")
            .AddDataset<GaussianMixtureDataset, GaussianMixtureDatasetOptions>("gaussian-mixture", "Points drawn from a mixture of Gaussians.")
            .AddFeatureExtractor<PointsExtractor, NoOptions>("points", "Points as their own features.")
            .AddMetric<ModeCoverageMetric, ModeCoverageOptions>("mode-coverage", "Which modes of a mixture samples reach, and whether each has its due.");
    }
}
