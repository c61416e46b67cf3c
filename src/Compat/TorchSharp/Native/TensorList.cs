using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The handles of some tensors, and the tensors themselves, which must outlive the use of the handles.</summary>
internal sealed class TensorList(Tensor[] tensors)
{
    public TensorList(IEnumerable<Tensor> tensors) : this(tensors as Tensor[] ?? [.. tensors])
    {
    }

    public TensorList(ReadOnlySpan<Tensor> tensors) : this(tensors.ToArray())
    {
    }

    public Tensor[] Tensors { get; } = tensors;

    /// <summary>A missing tensor has the handle 0.</summary>
    public nint[] Handles { get; } = Array.ConvertAll(tensors, tensor => tensor is null ? 0 : tensor.Handle);
}
