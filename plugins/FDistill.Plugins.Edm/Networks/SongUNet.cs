using FDistill.Teachers;
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

/// <summary>DDPM++: the U-Net of Song et al. (arXiv 2011.13456) as EDM has it (training/networks.py, SongUNet).</summary>
public sealed class SongUNet : nn.Module
{
    private readonly SongUNetOptions options;
    private readonly PositionalEmbedding noiseEmbedding;
    private readonly bool channelsLast;
    private readonly Linear? map_label;
    private readonly Linear? map_augment;
    private readonly Linear map_layer0;
    private readonly Linear map_layer1;
    private readonly UNetPath enc = new(nameof(enc));
    private readonly UNetPath dec = new(nameof(dec));
    private readonly IReadOnlyList<(string Name, PathStep Step)> steps;

    /// <summary>Makes the network with zero weights.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="place">Where the weights live.</param>
    public SongUNet(SongUNetOptions options, NetworkPlace place) : base(nameof(SongUNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(place);
        (this.options, channelsLast) = (options, place.ChannelsLast);
        var (width, embedding) = (options.ModelChannels, options.ModelChannels * options.EmbeddingMultiplier);
        noiseEmbedding = new PositionalEmbedding(width, endpoint: true);
        if (options.Labels > 0) map_label = new Linear(options.Labels, width, place);
        if (options.AugmentLabels > 0) map_augment = new Linear(options.AugmentLabels, width, place, hasBias: false);
        map_layer0 = new Linear(width, embedding, place);
        map_layer1 = new Linear(embedding, embedding, place);
        SongUNetPaths.Build(options, place, enc, dec);
        RegisterComponents();
        steps = [.. enc.Steps.Select(step => ($"enc.{step.Name}", step)), .. dec.Steps.Select(step => ($"dec.{step.Name}", step))];
    }

    /// <summary>Every intermediate result by name, in the order in which they are computed.</summary>
    public IReadOnlyList<FeatureMap> Features =>
        [.. steps.Select(entry => new FeatureMap(entry.Name, entry.Step.Channels, entry.Step.Resolution, entry.Step.Resolution))];

    /// <summary>F_x: what the network makes of a scaled noisy image.</summary>
    /// <param name="input">[N, C, H, W] in the weights' type.</param>
    /// <param name="noise">c_noise: [N] float32.</param>
    /// <param name="labels">[N or 1, labels] in the weights' type; null for an unconditional network.</param>
    /// <param name="augment">[N, augmentation labels]; null leaves them out.</param>
    /// <param name="tap">Which features to keep.</param>
    /// <param name="after">What to do once they are computed.</param>
    /// <returns>[N, C, H, W]; null when stopped before.</returns>
    internal Tensor? Run(Tensor input, Tensor noise, Tensor? labels, Tensor? augment, FeatureTap tap, AfterFeatures after)
    {
        var reach = 1 + Enumerable.Range(0, steps.Count).LastOrDefault(index => tap.Wants(steps[index].Name), -1);
        var embedding = Embed(input, noise, labels, augment);
        var blocks = steps.Take(after == AfterFeatures.Stop ? reach : steps.Count).Select(entry => entry.Step.Layer).OfType<UNetBlock>().ToList();
        var pass = new Pass(tap, new Queue<Tensor>(Modulations(embedding, blocks)), channelsLast);

        var result = input;
        foreach (var (name, step) in steps.Take(reach)) result = pass.Advance(result, name, step);
        if (after == AfterFeatures.Stop) return null;
        using var graded = set_grad_enabled(is_grad_enabled() && after != AfterFeatures.WithoutGradient);
        foreach (var (name, step) in steps.Skip(reach)) result = pass.Advance(result, name, step);
        return result;
    }

    /// <summary>The joint embedding of noise level and labels: [N, embedding].</summary>
    private Tensor Embed(Tensor input, Tensor noise, Tensor? labels, Tensor? augment)
    {
        using var scope = NewDisposeScope();
        // The network was trained with the sines first.
        var halves = noiseEmbedding.Embed(noise).chunk(2, dim: 1);
        var embedding = cat([halves[1], halves[0]], dim: 1).to_type(input.dtype);
        if (map_label is not null && labels is not null) embedding += map_label.forward(labels * Math.Sqrt(options.Labels));
        if (map_augment is not null && augment is not null) embedding += map_augment.forward(augment);
        embedding = nn.functional.silu(map_layer0.forward(embedding));
        return nn.functional.silu(map_layer1.forward(embedding)).MoveToOuterDisposeScope();
    }

    /// <summary>What each block's affine layer makes of the embedding, by one product instead of one for each.</summary>
    private static Tensor[] Modulations(Tensor embedding, List<UNetBlock> blocks)
    {
        if (blocks.Count == 0) return [];
        var weights = cat(blocks.Select(block => (Tensor)block.Affine.Weight).ToArray(), dim: 0);
        var biases = cat(blocks.Select(block => (Tensor)block.Affine.Bias!).ToArray(), dim: 0);
        return nn.functional.linear(embedding, weights, biases).split(blocks.Select(block => block.Affine.Weight.shape[0]).ToArray(), dim: 1);
    }

    /// <summary>The state of one pass: the skip connections and the modulations that are still to be used.</summary>
    private sealed class Pass(FeatureTap tap, Queue<Tensor> modulations, bool channelsLast)
    {
        private readonly Stack<Tensor> skips = [];

        private Tensor? spent;

        public Tensor Advance(Tensor input, string name, PathStep step)
        {
            var encoding = name.StartsWith("enc.", StringComparison.Ordinal);
            var result = step.Layer switch
            {
                UNetBlock block => Block(block, input),
                GroupNorm norm => norm.forward(input),
                Conv2d conv => conv.forward(encoding ? input : nn.functional.silu(input)),
                _ => throw new InvalidOperationException($"{step.Layer.GetName()} is no layer of a U-Net's path."),
            };
            // Every later layer keeps the layout; the very first may not, for images of one channel look alike in both.
            if (channelsLast && skips.Count == 0 && encoding) result = ChannelsLast.Of(result);
            if (encoding) skips.Push(result);
            tap.Offer(name, result);

            // What the decoder has used up makes room at once, unless the caller wants it.
            spent?.Dispose();
            spent = encoding || tap.Wants(name) ? null : result;
            return result;
        }

        private Tensor Block(UNetBlock block, Tensor input)
        {
            if (input.shape[1] == block.InChannels) return block.ForwardModulated(input, modulations.Dequeue());
            using var joined = cat([input, skips.Pop()], dim: 1);
            return block.ForwardModulated(joined, modulations.Dequeue());
        }
    }
}
