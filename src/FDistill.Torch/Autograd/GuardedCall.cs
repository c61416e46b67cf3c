using System.Runtime.ExceptionServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FDistill.Torch.Autograd;

/// <summary>
/// One call of a guarded function: it passes through TorchSharp's code
/// beside the arguments, and stays in the graph for the backward pass.
/// </summary>
/// <param name="function">The function's name.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class GuardedCall(string function, object?[] arguments)
{
    private const string Key = "FDistill.Torch.GuardedCall";

    private readonly bool[] isTensor = [.. arguments.Select(argument => argument is Tensor)];
    private ExceptionDispatchInfo? failure;

    /// <summary>The call of a node of the graph.</summary>
    public static GuardedCall Of(AutogradContext context) => (GuardedCall)context.get_data(Key);

    /// <summary>
    /// Computes the results. Where that fails, there is an empty one, and
    /// <see cref="ThrowIfFailed"/> throws the exception once TorchSharp
    /// has finished the node, which would be kept for good else.
    /// </summary>
    public IReadOnlyList<Tensor> Forward(AutogradContext context, Func<IReadOnlyList<Tensor>> compute)
    {
        context.save_data(Key, this);
        try
        {
            return compute();
        }
        catch (Exception exception)   // thrown by ThrowIfFailed
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            context.save_for_backward([]);
            return [empty(0, dtype: ScalarType.Float32, device: CPU)];
        }
    }

    /// <summary>Throws what <see cref="Forward"/> kept.</summary>
    /// <param name="results">What TorchSharp made of its results.</param>
    public void ThrowIfFailed(IReadOnlyList<Tensor> results)
    {
        if (failure is null) return;
        foreach (var result in results) result.Dispose();
        failure.Throw();
    }

    /// <summary>
    /// Computes the gradients of the arguments. Where that fails, there are
    /// none, and the pass throws the exception once libtorch has returned.
    /// </summary>
    /// <param name="context">The node's context. What it saved is let go of where the pass lets
    /// go of its graph: TorchSharp would keep it until the garbage collector comes by.</param>
    /// <param name="compute">Computes them.</param>
    /// <returns>No gradient of the call itself, TorchSharp's first argument, and those of the arguments.</returns>
    public List<Tensor> Backward(AutogradContext context, Func<IReadOnlyList<Tensor?>> compute)
    {
        try
        {
            var gradients = compute();
            Check(gradients);
            if (RunningPass.ReleasesGraph) context.Dispose();
            return [null!, .. gradients.Select(gradient => gradient!)];
        }
        catch (Exception exception)   // thrown by the pass
        {
            // Outside of any pass that would throw it, the process ends with it: gradients are never wrong in silence.
            if (!RunningPass.TryKeep(exception)) throw;
            return [null!, .. isTensor.Select(_ => (Tensor)null!)];
        }
    }

    private void Check(IReadOnlyList<Tensor?> gradients)
    {
        if (gradients.Count != isTensor.Length)
            throw new InvalidOperationException($"{function} returned {gradients.Count} gradients for {isTensor.Length} arguments");
        for (var i = 0; i < isTensor.Length; i++)
        {
            if (gradients[i] is not { } gradient) continue;
            var what = $"{function} returned a gradient for argument {i}";
            if (!isTensor[i]) throw new InvalidOperationException($"{what}, which is not a tensor");
            if (gradient.IsInvalid) throw new InvalidOperationException($"{what} that is disposed already; move it to the outer dispose scope");
        }
    }
}
