using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>R1: ½ E‖∇ℓ‖² on real samples, by which γ is multiplied (Mescheder et al. 2018, Eq. 9).</summary>
public static class GradientPenalty
{
    /// <summary>By a finite difference in a random direction: E_ε (ℓ(x) − ℓ(x + αε))² → α² ‖∇ℓ(x)‖². All heads count alike.</summary>
    /// <param name="logits">ℓ(x): [N, heads] float32.</param>
    /// <param name="perturbed">ℓ(x + αε): [N, heads] float32.</param>
    /// <param name="alpha">α.</param>
    /// <returns>½ E‖∇ℓ‖², about: [] float32.</returns>
    /// <remarks>FastGen's penalty is the squared difference itself: its weight w is γ = 2 α² w here.</remarks>
    public static Tensor FiniteDifference(Tensor logits, Tensor perturbed, double alpha) =>
        nn.functional.mse_loss(logits, perturbed) / (2 * alpha * alpha);

    /// <summary>By automatic differentiation of the mean logit over the heads.</summary>
    /// <param name="logits">ℓ: [N, heads] float32.</param>
    /// <param name="inputs">What ℓ was computed from, [N, …] each, requiring gradients: the samples, or the features.</param>
    /// <returns>½ E‖∇ℓ‖², which can itself be differentiated: [] float32.</returns>
    public static Tensor Exact(Tensor logits, IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(inputs);
        var total = logits.mean([1]).sum();
        var gradients = BackwardPass.Gradients([total], inputs, createGraph: true);
        var squared = gradients.Select(gradient => gradient.square().sum()).Aggregate((a, b) => a + b);
        return squared / (2.0 * logits.shape[0]);
    }
}
