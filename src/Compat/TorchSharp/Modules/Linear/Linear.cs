using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>y = x Wᵀ + b.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        weight = NewParameter([outputSize, inputSize], device, dtype);
        if (hasBias) bias = NewParameter([outputSize], device, dtype);

        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is not null) DefaultInit.UniformByFanIn(bias, weight);
    }

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        (in_features, out_features) = (weight.shape[1], weight.shape[0]);
        this.weight = weight;
        this.bias = bias;
    }

    public long in_features { get; set; }

    public long out_features { get; set; }

    public Parameter weight { get => GetParameterSlot(nameof(weight))!; set => SetParameterSlot(nameof(weight), value); }

    public Parameter? bias { get => GetParameterSlot(nameof(bias)); set => SetParameterSlot(nameof(bias), value); }

    public override Tensor forward(Tensor tensor) => F.linear(tensor, weight, bias);
}
