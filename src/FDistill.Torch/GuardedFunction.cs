using FDistill.Torch.Autograd;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FDistill.Torch;

/// <summary>A custom autograd function with one result, whose exceptions reach
/// the caller. Derive from it, not from TorchSharp's own base.</summary>
/// <remarks>
/// With TorchSharp's base, what <see cref="Differentiate"/> throws ends
/// the process, for no exception passes through libtorch's code. Here the
/// <see cref="BackwardPass"/> in which it happened rethrows it. A function
/// has one instance: what belongs to a call goes into its arguments and
/// its context.
/// </remarks>
/// <typeparam name="T">The function itself, as in <c>class Square : GuardedFunction&lt;Square&gt;</c>.</typeparam>
public abstract class GuardedFunction<T> : SingleTensorFunction<T> where T : GuardedFunction<T>, new()
{
    /// <inheritdoc/>
    public override string Name => GetType().Name;

    /// <summary>Calls the function.</summary>
    /// <param name="vars">Its arguments; those that are tensors can get gradients.</param>
    /// <returns>The result, in the caller's dispose scope.</returns>
    /// <remarks>Whatever <see cref="Compute"/> throws is thrown.</remarks>
    public static new Tensor apply(params object?[] vars)
    {
        var call = new GuardedCall(typeof(T).Name, vars);
        var result = SingleTensorFunction<T>.apply([call, .. vars]);
        call.ThrowIfFailed([result]);
        return result;
    }

    /// <summary>Called by TorchSharp.</summary>
    /// <param name="ctx">The call's context.</param>
    /// <param name="vars">The call and its arguments.</param>
    public sealed override Tensor forward(AutogradContext ctx, params object[] vars) =>
        ((GuardedCall)vars[0]).Forward(ctx, () => [Compute(ctx, vars[1..])])[0];

    /// <summary>Called by TorchSharp.</summary>
    /// <param name="ctx">The call's context.</param>
    /// <param name="grad_output">The gradient of the result.</param>
    public sealed override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
        GuardedCall.Of(ctx).Backward(ctx, () => Differentiate(ctx, grad_output));

    /// <summary>Computes the result, without recording gradients.</summary>
    /// <param name="context">Takes what the backward pass needs.</param>
    /// <param name="arguments">The arguments of <see cref="apply"/>.</param>
    /// <returns>The result, in the caller's dispose scope.</returns>
    protected abstract Tensor Compute(AutogradContext context, IReadOnlyList<object?> arguments);

    /// <summary>Computes the gradients of the arguments.</summary>
    /// <param name="context">What <see cref="Compute"/> put there.</param>
    /// <param name="gradient">The gradient of the result, of its shape.</param>
    /// <returns>One for each argument, in the caller's dispose
    /// scope; null for what is no tensor, or gets none.</returns>
    protected abstract IReadOnlyList<Tensor?> Differentiate(AutogradContext context, Tensor gradient);
}
