using FDistill.Plugins;
using FDistill.Plugins.Heads;

[assembly: FDistillPlugin(typeof(HeadsPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.Heads;

/// <summary>Brings discriminator heads.</summary>
public sealed class HeadsPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddHead<EdmHead, EdmHeadOptions>("edm", "Strided convolutions from an EDM encoder's feature maps to one logit each (paper, FastGen).")
            .AddHead<SdHead, SdHeadOptions>("sd", "The same convolutions on the down and middle blocks of a latent diffusion U-Net (FastGen).")
            .AddHead<PooledMlpHead, PooledMlpHeadOptions>("pooled-mlp", "Average pooling and a small network, for features of any size.");
    }
}
