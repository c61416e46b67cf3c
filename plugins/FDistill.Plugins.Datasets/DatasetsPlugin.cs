using FDistill.Plugins;
using FDistill.Plugins.Datasets;
using FDistill.Plugins.Datasets.Mnist;

[assembly: FDistillPlugin(typeof(DatasetsPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.Datasets;

/// <summary>The bundled datasets.</summary>
public sealed class DatasetsPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .AddDataset<MnistDataset, MnistOptions>("mnist", "Handwritten digits with labels, from a folder of IDX files.");
}
