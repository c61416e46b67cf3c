using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Passes its input on, as a tensor of its own.</summary>
public sealed class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity() : base(nameof(Identity))
    {
    }

    public override Tensor forward(Tensor tensor) => tensor.alias();
}
