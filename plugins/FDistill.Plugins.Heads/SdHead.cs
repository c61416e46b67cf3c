using System.Text.RegularExpressions;
using FDistill.Heads;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Heads;

/// <summary>The paper's discriminator for latent diffusion: on the output of
/// each chosen down or middle block of the U-Net, a head of its own.</summary>
/// <param name="options">Which blocks, and how their maps are normalised.</param>
/// <param name="environment">Its seed draws the fresh weights.</param>
public sealed partial class SdHead(SdHeadOptions options, RunEnvironment environment) : IDiscriminatorHead
{
    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Choose(IReadOnlyList<FeatureMap> available)
    {
        ArgumentNullException.ThrowIfNull(available);
        var blocks = available.Where(map => Block().IsMatch(map.Name)).ToList();
        if (blocks.Count == 0)
            throw new ArgumentException("the 'sd' head needs a teacher with down blocks and a middle block (features named down_blocks.N and mid_block), and this teacher has none; use the 'pooled-mlp' head");
        int[] numbers = options.Blocks.Length > 0 ? options.Blocks : [blocks.Count - 1];
        return [.. numbers.Select(number => number >= 0 && number < blocks.Count ? blocks[number] : throw Missing(number, blocks))];
    }

    /// <inheritdoc/>
    public nn.Module<HeadInput, Tensor> Create(IReadOnlyList<FeatureMap> features)
    {
        using var generator = new Generator(unchecked((ulong)environment.Seed), CPU);
        return new ConvolutionalHeads(features, new EdmHeadOptions { Groups = options.Groups, NormalizeLastMap = options.NormalizeLastMap }, generator);
    }

    [GeneratedRegex(@"^(down_blocks\.\d+|mid_block)$")]
    private static partial Regex Block();

    private static ArgumentException Missing(int number, IEnumerable<FeatureMap> blocks) =>
        new($"head.blocks: the teacher has no block {number}; it has {string.Join(", ", blocks.Select((map, index) => $"{index} ({map.Name}, {map.Height}x{map.Width})"))}");
}
