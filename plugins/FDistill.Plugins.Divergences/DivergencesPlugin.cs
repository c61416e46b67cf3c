using FDistill.Plugins;
using FDistill.Plugins.Divergences;

[assembly: FDistillPlugin(typeof(DivergencesPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.Divergences;

/// <summary>Brings the divergences of Table 1 of the f-distill paper, from mode-seeking to mode-covering.</summary>
public sealed class DivergencesPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddDivergence<ReverseKl>("reverse-kl", "h = 1: every sample weighs the same (DMD, DMD2, variational score distillation). Mode-seeking.")
            .AddDivergence<SoftenedReverseKl>("softened-reverse-kl", "h = 1/(r + 1). Mode-seeking, bounded.")
            .AddDivergence<JensenShannon>("js", "h = r/(r + 1). Between seeking and covering, saturates for large r.")
            .AddDivergence<SquaredHellinger>("squared-hellinger", "h = √r / 4. Between seeking and covering.")
            .AddDivergence<ForwardKl>("forward-kl", "h = r. Mode-covering, high variance.")
            .AddDivergence<Jeffreys>("jeffreys", "h = r + 1: forward-KL plus reverse-KL. Mode-covering, high variance.");
    }
}
