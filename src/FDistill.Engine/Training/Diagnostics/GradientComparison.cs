using FDistill.Engine.Objective;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Diagnostics;

/// <summary>Compares where the adversarial loss and the matching loss pull the student's samples. Made before the way back, read after it.</summary>
internal sealed class GradientComparison
{
    private const double Tiny = 1e-20;

    private readonly Tensor noised;
    private readonly Tensor matching;
    private readonly Tensor alpha;

    /// <summary>Makes x_t keep the gradient that comes back to it: the adversarial loss's alone, for the scores send none (Eq. 4).</summary>
    /// <param name="noised">x_t = α_t x + σ_t ε: [N, C, H, W] float32.</param>
    /// <param name="matching">The matching loss's gradient with respect to x, up to a factor: [N, C, H, W] float32.</param>
    /// <param name="alpha">α_t: [N] float64.</param>
    public GradientComparison(Tensor noised, Tensor matching, Tensor alpha)
    {
        (this.noised, this.matching, this.alpha) = (noised, matching, alpha);
        noised.retain_grad();
    }

    /// <summary>Notes the cosine between the two gradients; there is none in a run without an adversarial loss.</summary>
    /// <param name="readings">Where.</param>
    public void Note(Readings readings)
    {
        if (noised.grad is not { } gradient) return;
        using var ungraded = no_grad();
        var adversarial = alpha.PerSample(gradient) * gradient;
        readings.Note(Measures.GradientCosine, (Unit(adversarial) * Unit(matching)).sum());
    }

    private static Tensor Unit(Tensor gradient) => gradient / (gradient.square().sum().sqrt() + Tiny);
}
