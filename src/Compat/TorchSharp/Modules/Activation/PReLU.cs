using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>A leaky ReLU whose slopes are learned.</summary>
public sealed class PReLU : nn.Module<Tensor, Tensor>
{
    internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype) : base(nameof(PReLU))
    {
        (this.num_parameters, this.init) = (num_parameters, init);
        weight = new Parameter(full([num_parameters], init, dtype, device));
    }

    public long num_parameters { get; }

    public double init { get; }

    public Parameter weight { get => GetParameterSlot(nameof(weight))!; set => SetParameterSlot(nameof(weight), value); }

    public override Tensor forward(Tensor tensor) => F.prelu(tensor, weight);
}
