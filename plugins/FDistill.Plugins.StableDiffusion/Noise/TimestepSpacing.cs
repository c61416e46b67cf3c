namespace FDistill.Plugins.StableDiffusion.Noise;

/// <summary>Which of the training's noise levels a sampler of fewer steps visits (Lin et al. 2023, Table 2).</summary>
public enum TimestepSpacing
{
    /// <summary>The first of each interval, from level 0 on, plus an offset.</summary>
    Leading,

    /// <summary>The last of each interval, down from the last level.</summary>
    Trailing,

    /// <summary>Evenly between the first and the last level.</summary>
    Even,
}
