using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace FDistill.Torch.Autograd;

/// <summary>libtorch's operator <c>aten::grad</c>, called through TorchScript.</summary>
/// <remarks>An error inside TorchSharp's own <c>autograd.grad</c> is a
/// C++ exception that nobody catches: it ends the process.</remarks>
internal static class GradientOperator
{
    private const string Script = """
        def gradients(outputs: List[Tensor], inputs: List[Tensor], weights: List[Tensor], retain: bool, create: bool):
            given: List[Optional[Tensor]] = []
            for weight in weights:
                given.append(weight)
            return torch.autograd.grad(outputs, inputs, given, retain, create, True)

        """;

    private const string Error = "RuntimeError: ";

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Script.ReplaceLineEndings("\n")));

    /// <summary>The gradients; null for an input that no output depends on.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "It is TorchSharp's own exception, without the script in its message.")]
    public static IReadOnlyList<Tensor?> Call(
        IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> weights, bool retainGraph, bool createGraph)
    {
        try
        {
            // Where all inputs have a gradient, it is an array of tensors; else of objects.
            object[] arguments = [outputs.ToArray(), inputs.ToArray(), weights.ToArray(), retainGraph, createGraph];
            var found = (object?[])Compiled.Value.invoke("gradients", arguments);
            return [.. found.Select(gradient => (Tensor?)gradient)];
        }
        catch (ExternalException failure) when (failure.Message.LastIndexOf(Error, StringComparison.Ordinal) is var start and >= 0)
        {
            throw new ExternalException(failure.Message[(start + Error.Length)..].TrimEnd(), failure);
        }
    }
}
