using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp;

/// <summary>One application of a custom function: the node in libtorch's graph that calls its backward.</summary>
internal sealed unsafe class AutogradNode
{
    private readonly string name;
    private readonly Func<AutogradContext, List<Tensor>, List<Tensor>> backward;
    private readonly AutogradContext context = new();
    private readonly bool[] isTensor;

    private AutogradNode(string name, Func<AutogradContext, List<Tensor>, List<Tensor>> backward, object[] arguments)
    {
        this.name = name;
        this.backward = backward;
        isTensor = Array.ConvertAll(arguments, argument => argument is Tensor { IsInvalid: false });
    }

    /// <summary>Computes forward without recording it, and attaches what it returns to a new node, where that is called for.</summary>
    public static List<Tensor> Apply(
        string name, Func<AutogradContext, object[], List<Tensor>> forward, Func<AutogradContext, List<Tensor>, List<Tensor>> backward, object[] arguments)
    {
        var node = new AutogradNode(name, backward, arguments);
        Tensor[] inputs = [.. arguments.OfType<Tensor>().Where(tensor => !tensor.IsInvalid)];
        var recorded = is_grad_enabled() && inputs.Any(input => input.requires_grad);
        List<Tensor> outputs;
        using (no_grad()) outputs = forward(node.context, arguments);
        return recorded ? node.Attach(inputs, outputs) : outputs;
    }

    /// <summary>Called by libtorch with gradients of the outputs, whose handles are ours; fills in those of the tensor inputs.</summary>
    public void Backward(nint node, ReadOnlySpan<nint> outputs, Span<nint> results)
    {
        using var scope = NewDisposeScope();
        var given = new List<Tensor>(outputs.Length);
        foreach (var handle in outputs) given.Add(handle == 0 ? null! : new Tensor(handle));
        context.Enter(node);
        var gradients = backward(context, given);
        Require(gradients);
        var next = 0;
        for (var i = 0; i < isTensor.Length; i++)
        {
            if (isTensor[i]) results[next++] = gradients[i] is { IsInvalid: false } gradient ? NativeMethods.fd_tensor_alias(gradient.Handle) : 0;
        }
        GC.KeepAlive(gradients);
    }

    public void ReleaseVariables() => context.Release();

    private List<Tensor> Attach(Tensor[] inputs, List<Tensor> outputs)
    {
        var callbacks = NodeCallbacks.Create();
        var list = new TensorList(inputs);
        var owner = GCHandle.ToIntPtr(GCHandle.Alloc(this));
        nint created;
        NativeError.Check(NativeMethods.fd_node_new(&callbacks, owner, name, context.MaterializeGrads ? 1 : 0, list.Handles, inputs.Length, &created));
        GC.KeepAlive(list);
        var node = created;
        try
        {
            var attached = outputs.ConvertAll(output => Attach(node, inputs, output));
            context.Save(outputs, attached);
            return attached;
        }
        finally
        {
            NativeMethods.fd_node_free(node);
        }
    }

    private Tensor Attach(nint node, Tensor[] inputs, Tensor output)
    {
        if (output is null) return null!;
        var isInput = inputs.Any(input => NativeMethods.fd_tensor_is_same(input.Handle, output.Handle) != 0);
        nint result;
        NativeError.Check(NativeMethods.fd_node_attach(node, output.Handle, (int)context.KindOf(output), isInput ? 1 : 0, &result));
        GC.KeepAlive(output);
        return new Tensor(result);
    }

    // One gradient for each argument; those that are no tensors have none.
    private void Require(List<Tensor> gradients)
    {
        if (gradients.Count < isTensor.Length || gradients.Skip(isTensor.Length).Any(gradient => gradient is not null))
            throw new InvalidOperationException($"Function {name} returned an incorrect number of gradients (expected {isTensor.Length}, got {gradients.Count}).");
        for (var i = 0; i < isTensor.Length; i++)
        {
            if (!isTensor[i] && gradients[i] is not null)
                throw new InvalidOperationException($"Function {name} returned a gradient at position {i + 1}, but the argument there is no tensor.");
        }
    }
}
