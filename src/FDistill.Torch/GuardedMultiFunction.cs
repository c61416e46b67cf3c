using FDistill.Torch.Autograd;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FDistill.Torch;

/// <summary>A custom autograd function with several results; in all else a <see cref="GuardedFunction{T}"/>.</summary>
/// <typeparam name="T">The function itself.</typeparam>
public abstract class GuardedMultiFunction<T> : MultiTensorFunction<T> where T : GuardedMultiFunction<T>, new()
{
    /// <inheritdoc/>
    public override string Name => GetType().Name;

    /// <summary>Calls the function.</summary>
    /// <param name="vars">Its arguments; those that are tensors can get gradients.</param>
    /// <returns>The results, in the caller's dispose scope.</returns>
    /// <remarks>Whatever <see cref="Compute"/> throws is thrown.</remarks>
    public static new List<Tensor> apply(params object?[] vars)
    {
        var call = new GuardedCall(typeof(T).Name, vars);
        var results = MultiTensorFunction<T>.apply([call, .. vars]);
        call.ThrowIfFailed(results);
        return results;
    }

    /// <summary>Called by TorchSharp.</summary>
    /// <param name="ctx">The call's context.</param>
    /// <param name="vars">The call and its arguments.</param>
    public sealed override List<Tensor> forward(AutogradContext ctx, params object[] vars) =>
        [.. ((GuardedCall)vars[0]).Forward(ctx, () => Compute(ctx, vars[1..]))];

    /// <summary>Called by TorchSharp.</summary>
    /// <param name="ctx">The call's context.</param>
    /// <param name="grad_outputs">The gradients of the results.</param>
    public sealed override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs) =>
        GuardedCall.Of(ctx).Backward(ctx, () => Differentiate(ctx, grad_outputs));

    /// <summary>Computes the results, without recording gradients.</summary>
    /// <param name="context">Takes what the backward pass needs.</param>
    /// <param name="arguments">The arguments of <see cref="apply"/>.</param>
    /// <returns>The results, in the caller's dispose scope.</returns>
    protected abstract IReadOnlyList<Tensor> Compute(AutogradContext context, IReadOnlyList<object?> arguments);

    /// <summary>Computes the gradients of the arguments.</summary>
    /// <param name="context">What <see cref="Compute"/> put there.</param>
    /// <param name="gradients">The gradients of the results, of their shapes.</param>
    /// <returns>One for each argument, in the caller's dispose
    /// scope; null for what is no tensor, or gets none.</returns>
    protected abstract IReadOnlyList<Tensor?> Differentiate(AutogradContext context, IReadOnlyList<Tensor> gradients);
}
