using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>What a pass does once every wanted feature has been computed.</summary>
internal enum AfterFeatures
{
    /// <summary>Goes on.</summary>
    Continue,

    /// <summary>Goes on without recording gradients.</summary>
    WithoutGradient,

    /// <summary>Stops.</summary>
    Stop,
}

/// <summary>F_x, the network inside an EDM model: an embedding of
/// noise level and labels, an encoder and a decoder.</summary>
public abstract class UNet : nn.Module
{
    private readonly NetworkPlace place;

    private protected UNet(string name, UNetOptions options, NetworkPlace place) : base(name) => (this.place, Options) = (place, options);

    /// <summary>Its size.</summary>
    public UNetOptions Options { get; }

    /// <summary>Every intermediate result by name, in the order in which they are computed.</summary>
    public IReadOnlyList<FeatureMap> Features => [.. Steps.Select(step => step.Feature).OfType<FeatureMap>()];

    /// <summary>The layers in the order in which they run.</summary>
    private protected abstract IReadOnlyList<PathStep> Steps { get; }

    /// <summary>Makes a network with zero weights.</summary>
    /// <param name="options">Its kind and size.</param>
    /// <param name="place">Where the weights live.</param>
    public static UNet Create(UNetOptions options, NetworkPlace place) => options switch
    {
        SongUNetOptions song => new SongUNet(song, place),
        DhariwalUNetOptions dhariwal => new DhariwalUNet(dhariwal, place),
        _ => throw new ArgumentException($"{options?.GetType().Name ?? "null"} describes no network", nameof(options)),
    };

    /// <summary>The noise level's own embedding: [N, channels] float32, cosines first.</summary>
    /// <param name="noise">c_noise: [N] float32.</param>
    internal abstract Tensor EmbedNoise(Tensor noise);

    /// <summary>What the network makes of a scaled noisy image.</summary>
    /// <param name="input">[N, C, H, W] in the weights' type.</param>
    /// <param name="noise">c_noise: [N] float32.</param>
    /// <param name="labels">[N or 1, labels] in the weights' type; null leaves them out.</param>
    /// <param name="augment">[N, augmentation labels]; null leaves them out.</param>
    /// <param name="tap">Which features to keep.</param>
    /// <param name="after">What to do once they are computed.</param>
    /// <returns>[N, C, H, W]; null when stopped before.</returns>
    internal Tensor? Run(Tensor input, Tensor noise, Tensor? labels, Tensor? augment, FeatureTap tap, AfterFeatures after)
    {
        var reach = 1 + Enumerable.Range(0, Steps.Count).LastOrDefault(index => tap.Wants(Steps[index].Feature), -1);
        var embedding = Embed(input, noise, labels, augment);
        var blocks = Steps.Take(after == AfterFeatures.Stop ? reach : Steps.Count).Select(step => step.Layer).OfType<UNetBlock>().ToList();
        var pass = new UNetPass(input, new Queue<Tensor>(Modulations(embedding, blocks)), tap, place.ChannelsLast);

        foreach (var step in Steps.Take(reach)) pass.Advance(step);
        if (after == AfterFeatures.Stop) return null;
        using var graded = set_grad_enabled(is_grad_enabled() && after != AfterFeatures.WithoutGradient);
        foreach (var step in Steps.Skip(reach)) pass.Advance(step);
        return pass.Output;
    }

    /// <summary>The joint embedding of noise level and labels: [N, embedding].</summary>
    private protected abstract Tensor Embed(Tensor input, Tensor noise, Tensor? labels, Tensor? augment);

    /// <summary>Class labels, a share of them dropped while the network is in training mode.</summary>
    private protected Tensor WithDropout(Tensor labels, long count)
    {
        if (!training || Options.LabelDropout == 0) return labels;
        using var random = Generator.Default;
        var kept = random.Uniform([count, 1], labels.device).ge(Options.LabelDropout);
        return labels * kept.to_type(labels.dtype);
    }

    /// <summary>What each block's affine layer makes of the
    /// embedding, by one product instead of one for each.</summary>
    private static Tensor[] Modulations(Tensor embedding, List<UNetBlock> blocks)
    {
        if (blocks.Count == 0) return [];
        var weights = cat(blocks.Select(block => (Tensor)block.Affine.Weight).ToArray(), dim: 0);
        var biases = cat(blocks.Select(block => (Tensor)block.Affine.Bias!).ToArray(), dim: 0);
        return nn.functional.linear(embedding, weights, biases).split(blocks.Select(block => block.Affine.Weight.shape[0]).ToArray(), dim: 1);
    }
}
