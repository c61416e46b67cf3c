using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Torch;

/// <summary>
/// Gradient checkpointing (Chen et al. 2016): of a part of a network only
/// the inputs are kept for the backward pass, which computes everything
/// between them and the result once more.
/// </summary>
/// <remarks>
/// Gradients are those without it, to the bit, on any device and with
/// dropout: the default generators are seeded before the part runs, and
/// alike before it runs again. A part that draws otherwise takes
/// its numbers as an input. There are first derivatives only.
/// </remarks>
public sealed class GradientCheckpoint : GuardedFunction<GradientCheckpoint>
{
    private const string PassKey = "pass";

    /// <summary>Runs a part of a network.</summary>
    /// <param name="part">The part: a function of its inputs and of <paramref name="parameters"/> alone.</param>
    /// <param name="parameters">The parameters that it uses.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="isOn">Whether to checkpoint; else all is kept,
    /// and gradients are summed up in the same order.</param>
    /// <returns>The part's result, in the caller's dispose scope.</returns>
    /// <remarks>
    /// Second derivatives of what was checkpointed are an
    /// <see cref="InvalidOperationException"/> of the <see cref="BackwardPass"/> that asks for
    /// them.
    /// </remarks>
    public static Tensor Of(Func<IReadOnlyList<Tensor>, Tensor> part, IEnumerable<Parameter> parameters, IReadOnlyList<Tensor> inputs, bool isOn)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        var pass = new Pass(part, inputs.Count, [.. parameters.Where(parameter => parameter.requires_grad)], DefaultGenerators.NextSeed());
        return (isOn && is_grad_enabled() ? apply([pass, .. inputs, .. pass.Parameters]) : pass.Run(inputs)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor Compute(AutogradContext context, IReadOnlyList<object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(arguments);
        var pass = (Pass)arguments[0]!;
        List<Tensor> inputs = [.. arguments.Skip(1).Take(pass.Inputs).Cast<Tensor>()];
        using var scope = NewDisposeScope();
        context.save_for_backward(inputs);
        context.save_data(PassKey, pass);
        return pass.Run(inputs).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> Differentiate(AutogradContext context, Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (is_grad_enabled())
            throw new InvalidOperationException("gradient checkpointing has first derivatives only, and second ones are asked for; switch it off");
        using var scope = NewDisposeScope();
        var pass = (Pass)context.get_data(PassKey);
        List<Tensor> inputs = [.. context.get_saved_variables().Select(input => input.detach().requires_grad_(input.requires_grad))];
        var result = pass.RunAgain(inputs);

        List<Tensor> wanted = [.. inputs.Where(input => input.requires_grad), .. pass.Parameters];
        var found = new Queue<Tensor?>(BackwardPass.GradientsOrNone([result], wanted, [gradient], createGraph: false, retainGraph: false));
        Tensor? Next() => found.Dequeue()?.MoveToOuterDisposeScope();
        return [null, .. inputs.Select(input => input.requires_grad ? Next() : null), .. pass.Parameters.Select(_ => Next())];
    }

    /// <summary>What is done in both passes.</summary>
    private sealed record Pass(Func<IReadOnlyList<Tensor>, Tensor> Part, int Inputs, IReadOnlyList<Parameter> Parameters, long Seed)
    {
        /// <summary>Runs the part, on views of its inputs.</summary>
        /// <remarks>
        /// Gradients of several uses of an input are summed up at its view
        /// before those from elsewhere are added: the one order that recomputing
        /// can keep.
        /// </remarks>
        public Tensor Run(IReadOnlyList<Tensor> inputs)
        {
            DefaultGenerators.Seed(Seed);
            return Part([.. inputs.Select(input => input.view_as(input))]);
        }

        /// <summary>Runs the part with gradients, and leaves the default
        /// generators at a function of what they were.</summary>
        public Tensor RunAgain(IReadOnlyList<Tensor> inputs)
        {
            using var graded = enable_grad();
            var next = DefaultGenerators.NextSeed();
            var result = Run(inputs);
            DefaultGenerators.Seed(next);
            return result;
        }
    }
}
