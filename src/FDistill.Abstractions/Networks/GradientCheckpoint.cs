using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Networks;

/// <summary>
/// Gradient checkpointing (Chen et al. 2016): of a part of a network only the inputs are kept for the way back, which computes everything between them
/// and the result once more.
/// </summary>
/// <remarks>
/// Gradients are those without it, to the bit. Random numbers of the process's default generator on the CPU are drawn again as they were; a part that
/// draws others takes them as an input. There are first derivatives only.
/// </remarks>
public sealed class GradientCheckpoint : SingleTensorFunction<GradientCheckpoint>
{
    private const string PassKey = "pass", RandomKey = "random";

    /// <inheritdoc/>
    public override string Name => nameof(GradientCheckpoint);

    /// <summary>Runs a part of a network.</summary>
    /// <param name="part">The part: a function of its inputs and of <paramref name="parameters"/> alone.</param>
    /// <param name="parameters">The parameters that it uses.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="isOn">Whether to checkpoint; else all is kept, and added up on the way back in the same order.</param>
    /// <returns>The part's result, in the caller's dispose scope.</returns>
    public static Tensor Of(Func<IReadOnlyList<Tensor>, Tensor> part, IEnumerable<Parameter> parameters, IReadOnlyList<Tensor> inputs, bool isOn)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inputs);
        if (!is_grad_enabled()) return part(inputs);
        using var scope = NewDisposeScope();
        if (!isOn) return Run(part, inputs).MoveToOuterDisposeScope();

        var pass = new Pass(part, inputs.Count, [.. parameters.Where(parameter => parameter.requires_grad)]);
        return apply([pass, .. inputs, .. pass.Parameters]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var pass = (Pass)vars[0];
        List<Tensor> inputs = [.. vars.Skip(1).Take(pass.Inputs).Cast<Tensor>()];
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        ctx.save_for_backward(inputs);
        ctx.save_data(PassKey, pass);
        ctx.save_data(RandomKey, random.get_rng_state().bytes.ToArray());
        return pass.Part(inputs).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        if (is_grad_enabled()) throw new InvalidOperationException("gradient checkpointing has first derivatives only, and second ones are asked for; switch it off");
        using var scope = NewDisposeScope();
        var pass = (Pass)ctx.get_data(PassKey);
        var given = ctx.get_saved_variables();
        List<Tensor> inputs = [.. given.Select(input => input.detach().requires_grad_(input.requires_grad))];
        var result = Again(pass.Part, inputs, (byte[])ctx.get_data(RandomKey));

        List<Tensor> wanted = [.. inputs.Where(input => input.requires_grad), .. pass.Parameters];
        var found = new Queue<Tensor>(grad([result], wanted, [grad_output], retain_graph: false, create_graph: false, allow_unused: true));
        List<Tensor> gradients = [null!];
        foreach (var input in inputs) gradients.Add(input.requires_grad ? Outside(found.Dequeue()) : null!);
        foreach (var _ in pass.Parameters) gradients.Add(Outside(found.Dequeue()));
        return gradients;
    }

    /// <summary>Gradients of several uses of an input meet at its alias before they meet those from elsewhere: the one order that recomputing can keep.</summary>
    private static Tensor Run(Func<IReadOnlyList<Tensor>, Tensor> part, IReadOnlyList<Tensor> inputs) => part([.. inputs.Select(input => input.alias())]);

    private static Tensor Again(Func<IReadOnlyList<Tensor>, Tensor> part, List<Tensor> inputs, byte[] randomThen)
    {
        var randomNow = random.get_rng_state();
        using var graded = enable_grad();
        try
        {
            random.set_rng_state(tensor(randomThen, dtype: uint8, device: CPU));
            return Run(part, inputs);
        }
        finally
        {
            random.set_rng_state(randomNow);
        }
    }

    /// <summary>A gradient for the caller; none where the result does not depend on the input.</summary>
    private static Tensor Outside(Tensor gradient) => gradient is { IsInvalid: false } ? gradient.MoveToOuterDisposeScope() : null!;

    private sealed record Pass(Func<IReadOnlyList<Tensor>, Tensor> Part, int Inputs, IReadOnlyList<Parameter> Parameters);
}
