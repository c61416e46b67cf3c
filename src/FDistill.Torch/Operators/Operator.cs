using static TorchSharp.torch;

namespace FDistill.Torch.Operators;

/// <summary>An operator of libtorch by its name, for what TorchSharp has no
/// method for. Gradients flow through it as through any other.</summary>
/// <param name="Name">Its name with the namespace, such as <c>aten::_fused_adamw_</c>.</param>
/// <param name="Overload">The name of the overload; empty for the one without.</param>
public sealed record Operator(string Name, string Overload = "")
{
    private const int MostArguments = 32;

    /// <summary>Calls it for its effect on its arguments.</summary>
    /// <param name="arguments">All arguments of the schema, in its order, defaults included.</param>
    /// <exception cref="InvalidOperationException">There is no such operator, or it
    /// refused its arguments; libtorch has written why to the error stream.</exception>
    public void Run(params ReadOnlySpan<OperatorArgument> arguments)
    {
        Span<ulong> stack = stackalloc ulong[MostArguments];
        Call(stack, arguments);
    }

    /// <summary>Calls an operator whose result is one tensor.</summary>
    /// <param name="arguments">All arguments of the schema, in its order, defaults included.</param>
    /// <returns>The result, in the caller's dispose scope.</returns>
    /// <exception cref="InvalidOperationException">There is no such operator, or it
    /// refused its arguments; libtorch has written why to the error stream.</exception>
    public Tensor Compute(params ReadOnlySpan<OperatorArgument> arguments)
    {
        Span<ulong> stack = stackalloc ulong[MostArguments];
        Call(stack, arguments);
        return Tensor.UnsafeCreateTensor((nint)stack[0]);
    }

    private void Call(Span<ulong> stack, ReadOnlySpan<OperatorArgument> arguments)
    {
        for (var i = 0; i < arguments.Length; i++) stack[i] = arguments[i].ToStack();
        var code = NativeOperators.Call(Name, Overload, stack);
        if (code != 0) throw new InvalidOperationException($"libtorch's operator {Name} failed (code {code}). Its reason is on the error stream.");
    }
}
