using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>DDPM++, NCSN++ and their relatives: the U-Nets of Song et al. (arXiv
/// 2011.13456) as EDM has them (training/networks.py, SongUNet).</summary>
public sealed class SongUNet : UNet
{
    private readonly INoiseEmbedding map_noise;
    private readonly Linear? map_label;
    private readonly Linear? map_augment;
    private readonly Linear map_layer0;
    private readonly Linear map_layer1;
    private readonly UNetPath enc = new(nameof(enc));
    private readonly UNetPath dec = new(nameof(dec));

    /// <summary>Makes the network with zero weights.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public SongUNet(SongUNetOptions options, NetworkPlace place) : base(nameof(SongUNet), options, place)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(place);
        var (width, embedding) = (options.ModelChannels * options.NoiseMultiplier, options.ModelChannels * options.EmbeddingMultiplier);
        map_noise = options.Embedding == NoiseEmbedding.Fourier ? new FourierEmbedding(width, place) : new PositionalEmbedding(width, endpoint: true);
        if (options.Labels > 0) map_label = new Linear(options.Labels, width, place);
        if (options.AugmentLabels > 0) map_augment = new Linear(options.AugmentLabels, width, place, hasBias: false);
        map_layer0 = new Linear(width, embedding, place);
        map_layer1 = new Linear(embedding, embedding, place);
        SongUNetPaths.Build(options, place, enc, dec);
        RegisterComponents();
        Steps = [.. enc.Steps, .. dec.Steps];
    }

    private protected override IReadOnlyList<PathStep> Steps { get; }

    internal override Tensor EmbedNoise(Tensor noise) => map_noise.Embed(noise);

    private protected override Tensor Embed(Tensor input, Tensor noise, Tensor? labels, Tensor? augment)
    {
        using var scope = NewDisposeScope();
        // The network was trained with the sines first.
        var halves = map_noise.Embed(noise).chunk(2, dim: 1);
        var embedding = cat([halves[1], halves[0]], dim: 1).to_type(input.dtype);
        if (map_label is not null && labels is not null) embedding += map_label.forward(WithDropout(labels, input.shape[0]) * Math.Sqrt(map_label.InFeatures));
        if (map_augment is not null && augment is not null) embedding += map_augment.forward(augment);
        embedding = nn.functional.silu(map_layer0.forward(embedding));
        return nn.functional.silu(map_layer1.forward(embedding)).MoveToOuterDisposeScope();
    }
}
