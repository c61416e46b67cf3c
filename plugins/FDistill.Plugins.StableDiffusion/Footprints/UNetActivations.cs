using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Teachers;

namespace FDistill.Plugins.StableDiffusion.Footprints;

/// <summary>
/// What autograd holds of a pass of a U-Net. Counted are the inputs of
/// normalisations, activations, convolutions, linear maps and attention,
/// in maps of C × cells numbers; what is small beside them (statistics, embeddings, the text) is left out.
/// </summary>
/// <param name="config">The network.</param>
/// <param name="cells">Height and width of the latents.</param>
internal sealed class UNetActivations(UNetConfig config, int cells)
{
    /// <summary>Maps of a residual layer's input that are held, the input itself among them: of the
    /// first normalisation, activation and convolution; of its output, those of the second.</summary>
    private const int ResidualMaps = 3;

    /// <summary>Maps of a spatial transformer, blocks left out: the
    /// inputs of its normalisation and of both projections.</summary>
    private const int TransformerMaps = 3;

    /// <summary>
    /// Maps of a transformer block: 6 of self-attention (input, normalised, q,
    /// k, v, mixed), 4 of cross-attention, whose k and v are of the text, and 18
    /// of the feed-forward part (input, normalised, 8 before the gate, 4 and 4 of the gate).
    /// </summary>
    private const int BlockMaps = 28;

    private const int TextTokens = 77;

    private readonly int last = config.BlockChannels.Count - 1;

    /// <summary>Bytes held at most.</summary>
    public long Bytes(PlannedPass pass)
    {
        var stages = Stages(pass).ToList();
        if (pass.UpTo is { } wanted) stages = [.. stages.Take(1 + stages.FindLastIndex(stage => wanted.Names.Contains(stage.Feature)))];
        var layers = stages.SelectMany(stage => stage.Layers).ToList();
        var numbers = stages.Sum(stage => stage.Always) + (pass.Checkpoints
            ? layers.Sum(layer => layer.Input) + layers.Select(layer => layer.Whole).DefaultIfEmpty().Max()
            : layers.Sum(layer => layer.Whole));
        return numbers * pass.Batch * pass.NumberBytes;
    }

    private IEnumerable<Stage> Stages(PlannedPass pass)
    {
        var skips = new Stack<long>([config.BlockChannels[0]]);
        for (var level = 0; level <= last; level++)
        {
            var (given, wide, maps) = (config.BlockChannels[Math.Max(0, level - 1)], (long)config.BlockChannels[level], Cells(level));
            var layers = new List<Layer>();
            for (var layer = 0; layer < config.Layers[level]; layer++)
            {
                long input = layer == 0 ? given : wide;
                layers.Add(Residual(input, wide, level, config.DownAttention[level], input * maps, pass));
                skips.Push(wide);
            }
            if (level < last) skips.Push(wide);
            yield return new Stage($"down_blocks.{level}", layers, Always: level < last ? wide * maps : 0);
        }

        long narrow = config.BlockChannels[last];
        yield return new Stage("mid_block",
            [Residual(narrow, narrow, last, attends: true, narrow * Cells(last), pass), Residual(narrow, narrow, last, attends: false, narrow * Cells(last), pass)], Always: 0);

        for (var (level, below) = (last, narrow); level >= 0; level--)
        {
            long wide = config.BlockChannels[level];
            var layers = new List<Layer>();
            for (var layer = 0; layer <= config.Layers[level]; layer++)
            {
                var input = layer == 0 ? below : wide;
                layers.Add(Residual(input + skips.Pop(), wide, level, config.UpAttention[last - level], input * Cells(level), pass));
            }
            below = wide;
            // The map at the next resolution, which a convolution takes in; at the
            // end, what the last normalisation, activation and convolution take in.
            yield return new Stage($"up_blocks.{last - level}", layers, Always: level > 0 ? wide * Cells(level - 1) : 3 * wide * Cells(0));
        }
    }

    private Layer Residual(long input, long output, int level, bool attends, long checkpoint, PlannedPass pass)
    {
        var maps = Cells(level);
        var whole = ResidualMaps * (input + output) * maps;
        if (attends)
        {
            var weights = AttentionWeights(config.Heads[level], maps, maps, pass) + AttentionWeights(config.Heads[level], maps, TextTokens, pass);
            whole += (TransformerMaps * output * maps) + (config.TransformerLayers[level] * ((BlockMaps * output * maps) + weights));
        }
        return new Layer(whole, checkpoint);
    }

    /// <summary>Attention weights are held where they are computed at
    /// once, on the CPU (<see cref="AttentionProduct"/>).</summary>
    private static long AttentionWeights(long heads, long rows, long columns, PlannedPass pass) =>
        pass.IsOnCpu && pass.Batch * heads * rows * columns <= AttentionProduct.LargestBlock ? heads * rows * columns : 0;

    private long Cells(int level)
    {
        long side = (cells + (1 << level) - 1) >> level;
        return side * side;
    }

    /// <summary>A residual layer with its attention, in numbers a sample: all that
    /// it holds, and the part of its inputs that nothing else holds.</summary>
    private readonly record struct Layer(long Whole, long Input);

    private sealed record Stage(string Feature, IReadOnlyList<Layer> Layers, long Always);
}
