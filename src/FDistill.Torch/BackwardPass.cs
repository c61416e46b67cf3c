using FDistill.Torch.Autograd;
using static TorchSharp.torch;

namespace FDistill.Torch;

/// <summary>Backward passes whose failures are exceptions to the caller.</summary>
/// <remarks>
/// No exception passes through libtorch's code: one that a custom autograd
/// function throws in TorchSharp's own <c>backward()</c> ends the
/// process. Here what a <see cref="GuardedFunction{T}"/> throws
/// is rethrown, with its stack trace, once libtorch has returned.
/// </remarks>
public static class BackwardPass
{
    /// <summary>Adds the gradients of a loss to those of all leaves that it depends on.</summary>
    /// <param name="loss">[], requiring a gradient.</param>
    /// <param name="retainGraph">Whether the graph stays for another pass.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch
    /// refuses or fails; the message is its own.</exception>
    /// <remarks>Whatever a guarded function throws is thrown as
    /// well; the leaves' gradients are then incomplete.</remarks>
    public static void Run(Tensor loss, bool retainGraph = false)
    {
        ArgumentNullException.ThrowIfNull(loss);
        RunningPass.Watch(retainGraph, () =>
        {
            loss.backward(retain_graph: retainGraph);
            return true;
        });
    }

    /// <summary>The gradients of some tensors' sum with respect to others; no leaf's own gradient changes.</summary>
    /// <param name="outputs">What is differentiated: [] each, unless <paramref name="weights"/> are given.</param>
    /// <param name="inputs">With respect to what; each requires a gradient, and an output depends on it.</param>
    /// <param name="weights">What the outputs' elements are multiplied by
    /// before they are summed up, of the outputs' shapes; null: 1.</param>
    /// <param name="createGraph">Whether the gradients can be differentiated themselves.</param>
    /// <param name="retainGraph">Whether the graph stays for another pass,
    /// as it does with <paramref name="createGraph"/> in any case.</param>
    /// <returns>A gradient of the shape of each input, in the caller's dispose scope.</returns>
    /// <exception cref="InvalidOperationException">No output depends on one of the inputs.</exception>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch
    /// refuses or fails; the message is its own.</exception>
    public static IReadOnlyList<Tensor> Gradients(
        IReadOnlyList<Tensor> outputs,
        IReadOnlyList<Tensor> inputs,
        IReadOnlyList<Tensor>? weights = null,
        bool createGraph = false,
        bool retainGraph = false)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        var found = GradientsOrNone(outputs, inputs, weights, createGraph, retainGraph || createGraph);
        return [.. found.Select((gradient, i) => gradient?.MoveToOuterDisposeScope() ?? throw Unused(i, inputs))];
    }

    /// <summary>The same; null for an input that no output depends on.</summary>
    internal static IReadOnlyList<Tensor?> GradientsOrNone(
        IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor>? weights, bool createGraph, bool retainGraph) =>
        RunningPass.Watch(retainGraph || createGraph, () => GradientOperator.Call(outputs, inputs, weights ?? [], retainGraph, createGraph));

    private static InvalidOperationException Unused(int i, IReadOnlyList<Tensor> inputs) =>
        new($"no output depends on input {i} of {inputs.Count}, of shape [{string.Join(", ", inputs[i].shape)}], so it has no gradient");
}
