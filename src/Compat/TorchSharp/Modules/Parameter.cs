using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that is learned: a module lists it among its parameters.</summary>
public class Parameter : Tensor
{
    /// <summary>Takes the tensor's values over, and its place in its dispose scope: <paramref name="data"/> is empty afterwards.</summary>
    public Parameter(Tensor data, bool requires_grad = true) : this(data.scope, data, requires_grad)
    {
    }

    private Parameter(DisposeScope? owner, Tensor data, bool requires_grad) : base(data.DecoupleFromNativeHandle())
    {
        if (!ReferenceEquals(scope, owner)) MoveToOtherDisposeScope(owner);
        this.requires_grad = requires_grad;
    }
}
