using FDistill.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>
/// Group normalisation in the channels-last layout, where libtorch's own
/// is several times slower on the CPU: sums over the cells, then one
/// multiplication and addition a value; likewise backwards.
/// </summary>
/// <remarks>Differentiable twice: where the backward pass is recorded, it begins at the input itself.</remarks>
internal sealed class ChannelsLastGroupNorm : GuardedFunction<ChannelsLastGroupNorm>
{
    /// <summary>Normalises.</summary>
    /// <param name="input">[N, C, H, W] float32.</param>
    /// <param name="weight">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    public static Tensor Of(Tensor input, Tensor weight, Tensor bias, long groups, double eps) => apply(input, weight, bias, groups, eps);

    /// <inheritdoc/>
    protected override Tensor Compute(AutogradContext context, IReadOnlyList<object?> arguments)
    {
        var (input, weight, bias, groups, eps) = ((Tensor)arguments[0]!, (Tensor)arguments[1]!, (Tensor)arguments[2]!, (long)arguments[3]!, (double)arguments[4]!);
        using var scope = NewDisposeScope();
        var rows = ChannelsLast.Rows(input);
        var (mean, inverse) = Moments(rows, groups, eps);
        var scale = inverse * weight.view(1, groups, -1);
        var shift = bias.view(1, groups, -1) - (mean * scale);
        var result = addcmul(PerChannel(shift), rows, PerChannel(scale), value: 1);
        context.save_for_backward([input, weight, mean.MoveToOuterDisposeScope(), inverse.MoveToOuterDisposeScope()]);
        context.save_data(nameof(eps), eps);
        return ChannelsLast.Map(result, input.shape[2]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> Differentiate(AutogradContext context, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        var saved = context.get_saved_variables();
        var (input, weight, mean, inverse) = (saved[0], saved[1], saved[2], saved[3]);
        var (groups, rows, slopes) = (mean.shape[1], ChannelsLast.Rows(input), ChannelsLast.Rows(gradient));
        if (is_grad_enabled()) (mean, inverse) = Moments(rows, groups, (double)context.get_data("eps"));

        // With y = w (x − mean)·inverse + b over the s values of a group: sums
        // of dy·x and of dy for every channel, of w times these for every group.
        var weights = weight.view(1, groups, -1);
        var product = (rows * slopes).sum(1).view(rows.shape[0], groups, -1);
        var slope = slopes.sum(1).view(rows.shape[0], groups, -1);
        var (groupProduct, groupSlope) = ((product * weights).sum(2, keepdim: true), (slope * weights).sum(2, keepdim: true));
        var size = (double)rows.shape[1] * weights.shape[2];
        var ofInput = ((groupSlope * mean) - groupProduct) * inverse.pow(3) / size;
        var constant = -(ofInput * mean) - (groupSlope * inverse / size);

        var towardsInput = addcmul(PerChannel(constant.expand_as(product)), rows, PerChannel(ofInput.expand_as(product)), value: 1);
        towardsInput = addcmul(towardsInput, slopes, PerChannel(inverse * weights), value: 1);
        var ofWeight = weight.requires_grad ? ((product - (slope * mean)) * inverse).sum(dim: 0).flatten().MoveToOuterDisposeScope() : null;
        var ofBias = weight.requires_grad ? slope.sum(dim: 0).flatten().MoveToOuterDisposeScope() : null;
        return [ChannelsLast.Map(towardsInput, input.shape[2]).MoveToOuterDisposeScope(), ofWeight, ofBias, null, null];
    }

    /// <summary>Mean and inverse standard deviation of every group: [N, groups, 1] each.</summary>
    private static (Tensor Mean, Tensor Inverse) Moments(Tensor rows, long groups, double eps)
    {
        var share = (double)groups / (rows.shape[1] * rows.shape[2]);
        Tensor OfGroups(Tensor perChannel) => perChannel.view(rows.shape[0], groups, -1).sum(2, keepdim: true) * share;
        var mean = OfGroups(rows.sum(1));
        var variance = (OfGroups((rows * rows).sum(1)) - mean.square()).clamp_min(0);
        return (mean, (variance + eps).rsqrt());
    }

    /// <summary>[N, groups, channels of a group] as the row that multiplies every cell: [N, 1, C].</summary>
    private static Tensor PerChannel(Tensor values) => values.reshape(values.shape[0], 1, -1);
}
