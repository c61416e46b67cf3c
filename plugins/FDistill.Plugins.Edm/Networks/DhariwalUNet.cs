using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>ADM: the U-Net of Dhariwal and Nichol (arXiv 2105.05233)
/// as EDM has it (training/networks.py, DhariwalUNet).</summary>
public sealed class DhariwalUNet : UNet
{
    private readonly PositionalEmbedding map_noise;
    private readonly Linear? map_augment;
    private readonly Linear map_layer0;
    private readonly Linear map_layer1;
    private readonly Linear? map_label;
    private readonly UNetPath enc = new(nameof(enc));
    private readonly UNetPath dec = new(nameof(dec));
    private readonly GroupNorm out_norm;
    private readonly Conv2d out_conv;

    /// <summary>Makes the network with zero weights.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public DhariwalUNet(DhariwalUNetOptions options, NetworkPlace place) : base(nameof(DhariwalUNet), options, place)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(place);
        var (width, embedding) = (options.ModelChannels, options.ModelChannels * options.EmbeddingMultiplier);
        map_noise = new PositionalEmbedding(width, endpoint: false);
        if (options.AugmentLabels > 0) map_augment = new Linear(options.AugmentLabels, width, place, hasBias: false, InitialWeights.Zero);
        map_layer0 = new Linear(width, embedding, place, initial: InitialWeights.Kaiming);
        map_layer1 = new Linear(embedding, embedding, place, initial: InitialWeights.Kaiming);
        if (options.Labels > 0)
            map_label = new Linear(options.Labels, embedding, place, hasBias: false, new InitialWeights(InitialRule.KaimingNormal, Math.Sqrt(options.Labels)));
        var channels = DhariwalUNetPaths.Build(options, place, enc, dec);
        out_norm = new GroupNorm(channels, place, DhariwalUNetPaths.Eps);
        out_conv = new Conv2d(channels, options.Outputs, 3, place, initial: InitialWeights.Zero);
        RegisterComponents();
        Steps = [.. enc.Steps, .. dec.Steps, new(out_norm, StepRole.NormalizeOutput, Feature: null), new(out_conv, StepRole.AddOutput, Feature: null)];
    }

    private protected override IReadOnlyList<PathStep> Steps { get; }

    internal override Tensor EmbedNoise(Tensor noise) => map_noise.Embed(noise);

    private protected override Tensor Embed(Tensor input, Tensor noise, Tensor? labels, Tensor? augment)
    {
        using var scope = NewDisposeScope();
        var embedding = map_noise.Embed(noise).to_type(input.dtype);
        if (map_augment is not null && augment is not null) embedding += map_augment.forward(augment);
        embedding = map_layer1.forward(nn.functional.silu(map_layer0.forward(embedding)));
        if (map_label is not null && labels is not null) embedding += map_label.forward(WithDropout(labels, input.shape[0]));
        return nn.functional.silu(embedding).MoveToOuterDisposeScope();
    }
}
