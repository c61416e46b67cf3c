using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>R1: ½ E mean_k ‖∇ℓ_k‖² over the heads' logits ℓ_k of real samples, by which
/// γ is multiplied (Mescheder et al. 2018, Eq. 9, where there is one head).</summary>
public static class GradientPenalty
{
    /// <summary>By a finite difference in a random direction: E_ε
    /// (ℓ_k(x) − ℓ_k(x + αε))² → α² ‖∇ℓ_k(x)‖² for small α.</summary>
    /// <param name="logits">ℓ(x): [N, heads] float32.</param>
    /// <param name="perturbed">ℓ(x + αε): [N, heads] float32.</param>
    /// <param name="alpha">α.</param>
    /// <returns>About ½ E mean_k ‖∇ℓ_k‖²: [] float32.</returns>
    /// <remarks>FastGen's penalty is the squared difference itself: its weight w is γ = 2 α² w here.</remarks>
    public static Tensor FiniteDifference(Tensor logits, Tensor perturbed, double alpha) =>
        nn.functional.mse_loss(logits, perturbed) / (2 * alpha * alpha);

    /// <summary>By automatic differentiation: a gradient for each head.</summary>
    /// <param name="logits">ℓ: [N, heads] float32.</param>
    /// <param name="inputs">What ℓ was computed from, [N, …] each,
    /// requiring gradients: the samples, or the features.</param>
    /// <returns>½ E mean_k ‖∇ℓ_k‖², which can itself be differentiated: [] float32.</returns>
    /// <exception cref="InvalidOperationException">No head depends on one of the inputs.</exception>
    public static Tensor Exact(Tensor logits, IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();

        // ℓ_k is what of all logits has the weight 1: so heads that look
        // at some of the features only have gradients of 0 at the others.
        var heads = eye(logits.shape[1], dtype: logits.dtype, device: logits.device);
        var squared = heads.unbind().SelectMany(head => BackwardPass.Gradients([logits], inputs, [head.expand_as(logits)], createGraph: true))
            .Select(gradient => gradient.square().sum()).Aggregate((a, b) => a + b);
        return (squared / (2.0 * logits.numel())).MoveToOuterDisposeScope();
    }
}
