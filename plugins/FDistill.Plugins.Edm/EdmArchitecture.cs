using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Edm.Networks;

namespace FDistill.Plugins.Edm;

/// <summary>The size of a DDPM++ network, as run files and weight files state it.</summary>
public sealed class EdmArchitecture : IValidatableObject
{
    /// <summary>Height and width of the images.</summary>
    [Range(4, 4096)]
    public int Resolution { get; set; }

    /// <summary>Channels of the images: 1 or 3.</summary>
    [Range(1, 64)]
    public int Channels { get; set; }

    /// <summary>Class labels; 0: unconditional.</summary>
    [Range(0, 1_000_000)]
    public int Labels { get; set; }

    /// <summary>Augmentation labels that the network was trained with; distillation leaves them out. (EDM on CIFAR-10: 9; here none)</summary>
    [Range(0, 1000)]
    public int AugmentLabels { get; set; }

    /// <summary>Channels at the full resolution, before the multiplier. (EDM: 128)</summary>
    [Range(4, 4096)]
    public int ModelChannels { get; set; } = 128;

    /// <summary>The channels' multiplier at each level, from the full resolution down. (EDM on CIFAR-10: 2, 2, 2)</summary>
    [MinLength(1), Range(1, 64)]
    public int[] ChannelMultipliers { get; set; } = [2, 2, 2];

    /// <summary>Blocks a level. (EDM: 4)</summary>
    [Range(1, 32)]
    public int Blocks { get; set; } = 4;

    /// <summary>Resolutions with self-attention, besides the decoder's first block. (EDM: 16)</summary>
    public int[] AttentionResolutions { get; set; } = [16];

    /// <summary>The network's sizes.</summary>
    public SongUNetOptions ToNetworkOptions() => new()
    {
        Resolution = Resolution,
        Channels = Channels,
        Labels = Labels,
        AugmentLabels = AugmentLabels,
        ModelChannels = ModelChannels,
        ChannelMultipliers = ChannelMultipliers,
        Blocks = Blocks,
        AttentionResolutions = AttentionResolutions,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var halvings = ChannelMultipliers.Length - 1;
        var smallest = 1 << Math.Max(0, halvings);
        if (Resolution % smallest != 0)
            yield return new($"resolution {Resolution} cannot be halved {halvings} times; choose a multiple of {smallest}", [nameof(Resolution)]);
        if (ModelChannels % 4 != 0)
            yield return new($"modelChannels must be a multiple of 4, the smallest group of the normalisation; {ModelChannels} is not", [nameof(ModelChannels)]);
    }
}
