using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>Group normalisation with at most 32 groups of at least 4 channels.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long groups;
    private readonly double eps;
    private readonly bool channelsLast;

    /// <summary>Makes the layer with weight 1 and bias 0.</summary>
    /// <param name="channels">C.</param>
    /// <param name="place">Where the weights live.</param>
    /// <param name="eps">Added to the variance: 1e-6 in DDPM++ and NCSN++, 1e-5 in ADM.</param>
    public GroupNorm(long channels, NetworkPlace place, double eps) : base(nameof(GroupNorm))
    {
        ArgumentNullException.ThrowIfNull(place);
        (this.eps, channelsLast) = (eps, place.ChannelsLast);
        groups = Math.Min(32, channels / 4);
        if (groups == 0 || channels % groups != 0)
            throw new ArgumentException($"{channels} channels do not divide into {groups} groups; make modelChannels a multiple of 32, or of 4 where no layer has more than 128 channels");
        weight = place.Ones(channels);
        bias = place.Zeros(channels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => channelsLast
        ? ChannelsLastGroupNorm.Of(input, weight, bias, groups, eps)
        : nn.functional.group_norm(input, groups, weight, bias, eps);
}
