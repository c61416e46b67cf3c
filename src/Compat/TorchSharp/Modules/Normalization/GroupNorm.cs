using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>Normalises each group of channels of each sample.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
        : base(nameof(GroupNorm))
    {
        (this.num_groups, this.eps, this.affine) = (num_groups, eps, affine);
        if (!affine) return;
        weight = new Parameter(ones([num_channels], dtype, device));
        bias = new Parameter(zeros([num_channels], dtype, device));
    }

    public long num_groups { get; set; }

    public double eps { get; set; }

    public bool affine { get; set; }

    public Parameter? weight { get => GetParameterSlot(nameof(weight)); set => SetParameterSlot(nameof(weight), value); }

    public Parameter? bias { get => GetParameterSlot(nameof(bias)); set => SetParameterSlot(nameof(bias), value); }

    public override Tensor forward(Tensor tensor)
    {
        if (tensor.dim() < 3) throw new ArgumentException($"GroupNorm takes three dimensions or more, not {tensor.dim()}.", nameof(tensor));
        return F.group_norm(tensor, num_groups, weight, bias, eps);
    }
}
