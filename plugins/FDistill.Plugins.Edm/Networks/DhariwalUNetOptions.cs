namespace FDistill.Plugins.Edm.Networks;

/// <summary>An ADM network. Names and defaults are EDM's (training/networks.py, DhariwalUNet).</summary>
public sealed record DhariwalUNetOptions : UNetOptions
{
    /// <summary>Takes EDM's defaults.</summary>
    public DhariwalUNetOptions() => (ModelChannels, ChannelMultipliers, Blocks, AttentionResolutions) = (192, [1, 2, 3, 4], 3, [32, 16, 8]);
}
