using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Preconditioning;

namespace FDistill.Plugins.Edm;

/// <summary>Which network it is, and its size, as run files and weight
/// files state it. Defaults are those of DDPM++ on CIFAR-10.</summary>
public sealed class EdmArchitecture : IValidatableObject
{
    /// <summary>Channels of the widest level; a single convolution of so many has
    /// 151 million weights, 0.6 GB. (house; EDM on ImageNet-64: 768)</summary>
    private const int MostChannels = 4096;

    /// <summary>The network. (EDM on CIFAR-10: SongUNet; on ImageNet-64: DhariwalUNet)</summary>
    public EdmModel Model { get; set; }

    /// <summary>Height and width of the images.</summary>
    [Range(4, 4096)]
    public int Resolution { get; set; }

    /// <summary>Channels of the images: 1 or 3.</summary>
    [Range(1, 64)]
    public int Channels { get; set; }

    /// <summary>Class labels; 0: unconditional.</summary>
    [Range(0, 1_000_000)]
    public int Labels { get; set; }

    /// <summary>Augmentation labels that the network is trained with;
    /// distillation leaves them out. (EDM on CIFAR-10: 9; here none)</summary>
    [Range(0, 1000)]
    public int AugmentLabels { get; set; }

    /// <summary>Channels at the full resolution, before the multiplier. (EDM: 128)</summary>
    [Range(4, 4096)]
    public int ModelChannels { get; set; } = 128;

    /// <summary>The channels' multiplier at each level, from the
    /// full resolution down. (EDM on CIFAR-10: 2, 2, 2)</summary>
    [MinLength(1), Range(1, 64)]
    public int[] ChannelMultipliers { get; set; } = [2, 2, 2];

    /// <summary>Blocks a level. (EDM: 4)</summary>
    [Range(1, 32)]
    public int Blocks { get; set; } = 4;

    /// <summary>Resolutions with self-attention, besides the decoder's first block. (EDM: 16)</summary>
    public int[] AttentionResolutions { get; set; } = [16];

    /// <summary>The width of the embedding, as a multiple of the model's channels. (EDM: 4)</summary>
    [Range(1, 64)]
    public int EmbeddingMultiplier { get; set; } = 4;

    /// <summary>SongUNet: how the noise level is embedded. (EDM: positional for DDPM++, fourier for NCSN++)</summary>
    public NoiseEmbedding Embedding { get; set; }

    /// <summary>SongUNet: the width of the noise level's embedding, as a multiple
    /// of the model's channels. (EDM: 1 for DDPM++, 2 for NCSN++)</summary>
    [Range(1, 64)]
    public int NoiseMultiplier { get; set; } = 1;

    /// <summary>SongUNet: how the encoder sees the image at lower
    /// resolutions. (EDM: standard for DDPM++, residual for NCSN++)</summary>
    public EncoderKind Encoder { get; set; }

    /// <summary>SongUNet: how the decoder makes the result. (EDM: standard)</summary>
    public DecoderKind Decoder { get; set; }

    /// <summary>SongUNet: the low-pass filter of the resampling.
    /// (EDM: 1, 1 for DDPM++; 1, 3, 3, 1 for NCSN++)</summary>
    [MinLength(2)]
    public double[] ResampleFilter { get; set; } = [1, 1];

    /// <summary>The share of activations dropped in training from scratch;
    /// distillation drops none. (EDM on CIFAR-10: 0.13; here none)</summary>
    [Range(0.0, 0.99)]
    public double Dropout { get; set; }

    /// <summary>The share of samples whose label is dropped in training from scratch. (EDM: 0)</summary>
    [Range(0.0, 1.0)]
    public double LabelDropout { get; set; }

    /// <summary>The preconditioning that the network is trained with.</summary>
    public PreconditioningOptions Preconditioning { get; set; } = new();

    /// <summary>The network's kind and sizes, without dropout.</summary>
    public UNetOptions ToNetworkOptions() => Model switch
    {
        EdmModel.SongUNet => new SongUNetOptions
        {
            Resolution = Resolution,
            Channels = Channels,
            OutChannels = Outputs,
            Labels = Labels,
            AugmentLabels = AugmentLabels,
            ModelChannels = ModelChannels,
            ChannelMultipliers = ChannelMultipliers,
            EmbeddingMultiplier = EmbeddingMultiplier,
            Blocks = Blocks,
            AttentionResolutions = AttentionResolutions,
            Embedding = Embedding,
            NoiseMultiplier = NoiseMultiplier,
            Encoder = Encoder,
            Decoder = Decoder,
            ResampleFilter = ResampleFilter,
        },
        EdmModel.DhariwalUNet => new DhariwalUNetOptions
        {
            Resolution = Resolution,
            Channels = Channels,
            OutChannels = Outputs,
            Labels = Labels,
            AugmentLabels = AugmentLabels,
            ModelChannels = ModelChannels,
            ChannelMultipliers = ChannelMultipliers,
            EmbeddingMultiplier = EmbeddingMultiplier,
            Blocks = Blocks,
            AttentionResolutions = AttentionResolutions,
        },
        _ => throw new InvalidOperationException($"unknown network {Model}"),
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
        if (ChannelMultipliers.Length > 0 && (long)ModelChannels * ChannelMultipliers.Max() is var widest and > MostChannels)
            yield return new($"modelChannels {ModelChannels} and channelMultipliers make a level of {widest} channels; the most are {MostChannels}", [nameof(ModelChannels), nameof(ChannelMultipliers)]);
        if (Model == EdmModel.DhariwalUNet && (Embedding, NoiseMultiplier, Encoder, Decoder) != (NoiseEmbedding.Positional, 1, EncoderKind.Standard, DecoderKind.Standard))
            yield return new("embedding, noiseMultiplier, encoder and decoder are SongUNet's; leave them out, or choose model SongUNet", [nameof(Model)]);
        if (Model == EdmModel.DhariwalUNet && !ResampleFilter.SequenceEqual([1, 1]))
            yield return new("resampleFilter is SongUNet's; leave it out, or choose model SongUNet", [nameof(ResampleFilter)]);
        if (Labels == 0 && LabelDropout > 0)
            yield return new("labelDropout has no effect: labels is 0, and there is no label to drop; leave it out, or give the number of labels", [nameof(LabelDropout)]);
        var resolutions = ChannelMultipliers.Select((_, level) => Resolution >> level).ToList();
        if (Resolution % smallest == 0 && !AttentionResolutions.SequenceEqual(new EdmArchitecture().AttentionResolutions) && AttentionResolutions.Except(resolutions).ToList() is [var unknown, ..])
            yield return new($"attentionResolutions names {unknown}, at which the network has no level; its levels are at {string.Join(", ", resolutions)}", [nameof(AttentionResolutions)]);
    }

    // The network of iDDPM also estimates a variance.
    private int Outputs => Preconditioning.Kind == PreconditioningKind.Iddpm ? 2 * Channels : Channels;
}
