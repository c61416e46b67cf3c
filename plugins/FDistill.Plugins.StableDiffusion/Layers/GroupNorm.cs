using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>Group normalisation over [N, C, …].</summary>
internal sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long groups;
    private readonly double eps;

    /// <summary>Makes the layer with weight 1 and bias 0.</summary>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="channels">C.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="place">Where the weights live.</param>
    public GroupNorm(long groups, long channels, double eps, NetworkPlace place) : base(nameof(GroupNorm))
    {
        (this.groups, this.eps) = (groups, eps);
        weight = place.Ones(channels);
        bias = place.Zeros(channels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.group_norm(input, groups, weight, bias, eps);
}
