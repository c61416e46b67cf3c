using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>The state of one pass through a U-Net.</summary>
/// <param name="image">[N, C, H, W].</param>
/// <param name="modulations">What the affine layers of the blocks to come make of the embedding.</param>
/// <param name="tap">Which results to keep.</param>
/// <param name="channelsLast">Whether feature maps are laid out with the channels of a cell together.</param>
internal sealed class UNetPass(Tensor image, Queue<Tensor> modulations, FeatureTap tap, bool channelsLast)
{
    private readonly Stack<Tensor> across = [];
    private Tensor seen = image;
    private Tensor map = image;
    private Tensor? spent;
    private Tensor? normalized;
    private Tensor? output;

    /// <summary>The result, after the last layer.</summary>
    public Tensor Output => output ?? throw new InvalidOperationException("The pass has not reached the output.");

    /// <summary>Runs one layer.</summary>
    public void Advance(PathStep step)
    {
        var result = step.Role switch
        {
            StepRole.Encode => Encode(step.Layer),
            StepRole.ResampleImage => seen = Convolved(step.Layer, seen),
            StepRole.AddImage => AddImage(Convolved(step.Layer, seen)),
            StepRole.AddImageResidual => AddImageResidual(Convolved(step.Layer, seen)),
            StepRole.Decode => Decode((UNetBlock)step.Layer, step.Feature),
            StepRole.ResampleOutput => output = Convolved(step.Layer, Output),
            StepRole.NormalizeOutput => NormalizeOutput((GroupNorm)step.Layer),
            StepRole.AddOutput => AddOutput((Conv2d)step.Layer),
            _ => throw new InvalidOperationException($"unknown role {step.Role}"),
        };
        tap.Offer(step.Feature, result);
    }

    private static Tensor Convolved(nn.Module layer, Tensor input) => ((Conv2d)layer).forward(input);

    private Tensor Encode(nn.Module layer)
    {
        map = layer is UNetBlock block ? block.ForwardModulated(map, modulations.Dequeue()) : Convolved(layer, map);
        // Every later layer keeps the layout; the very first may not, for images of one channel look alike in both.
        if (channelsLast && across.Count == 0) map = ChannelsLast.Of(map);
        across.Push(map);
        return map;
    }

    private Tensor AddImage(Tensor projected)
    {
        Replace(map + projected);
        return projected;
    }

    private Tensor AddImageResidual(Tensor convolved)
    {
        Replace((map + convolved) / Math.Sqrt(2));
        seen = map;
        return convolved;
    }

    private void Replace(Tensor joined)
    {
        across.Pop();
        across.Push(map = joined);
    }

    private Tensor Decode(UNetBlock block, Teachers.FeatureMap? feature)
    {
        if (map.shape[1] == block.InChannels)
        {
            map = block.ForwardModulated(map, modulations.Dequeue());
        }
        else
        {
            using var joined = cat([map, across.Pop()], dim: 1);
            map = block.ForwardModulated(joined, modulations.Dequeue());
        }
        // What the decoder has used up makes room at once, unless the caller wants it.
        spent?.Dispose();
        spent = tap.Wants(feature) ? null : map;
        return map;
    }

    private Tensor NormalizeOutput(GroupNorm norm)
    {
        normalized = norm.forward(map);
        if (modulations.Count == 0)
        {
            spent?.Dispose();
            spent = null;
        }
        return normalized;
    }

    private Tensor AddOutput(Conv2d conv)
    {
        var contribution = conv.forward(nn.functional.silu(normalized!));
        output = output is null ? contribution : contribution + output;
        return contribution;
    }
}
