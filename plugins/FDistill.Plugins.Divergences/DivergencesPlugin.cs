using FDistill.Plugins;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Divergences.Expressions;
using FDistill.Plugins.Divergences.Families;

[assembly: FDistillPlugin(typeof(DivergencesPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.Divergences;

/// <summary>Brings the divergences of Table 1 of the f-distill paper,
/// from mode-seeking to mode-covering, and families of others.</summary>
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
            .AddDivergence<Jeffreys>("jeffreys", "h = r + 1: forward-KL plus reverse-KL. Mode-covering, high variance.")
            .AddDivergence<Power, PowerOptions>("power", "h = r^gamma.")
            .AddDivergence<PearsonChiSquared>("pearson", "h = r^2, Pearson's chi-squared but for a constant that stage 2 cancels.")
            .AddDivergence<NeymanChiSquared>("neyman", "h = 1/r, Neyman's chi-squared but for a constant that stage 2 cancels.")
            .AddDivergence<Amari, AmariOptions>("amari", "h = r^((1 + alpha)/2): Amari's alpha-divergence.")
            .AddDivergence<Mix, MixOptions>("mix", "h = (1 - share) h1 + share h2 of two of Table 1.")
            .AddDivergence<SmoothedTotalVariation, SmoothedTotalVariationOptions>("smoothed-total-variation", "h = exp(-(log r)^2 / 2 width^2): total variation with its kink made smooth.")
            .AddDivergence<Expression, ExpressionOptions>("expression", "h is a formula in the run file, such as r^0.5 / (1 + r).");
    }
}
