using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Objective;

/// <summary>R1, which keeps the head's logit smooth around real samples.</summary>
public sealed class GradientPenaltyOptions
{
    /// <summary>γ of γ/2 E‖∇ℓ‖², in every form averaged over the
    /// heads; 0: none. (paper, Table 5: 1; 0 on ImageNet-64)</summary>
    [Range(0.0, double.MaxValue)]
    public double Gamma { get; set; } = 1;

    /// <summary>How it is computed. (house: the cheap form at the noised sample)</summary>
    public GradientPenaltyForm Form { get; set; } = GradientPenaltyForm.Perturbed;

    /// <summary>α, the standard deviation of the perturbation in the cheap forms. (FastGen: 0.1)</summary>
    [Range(1e-6, double.MaxValue)]
    public double Alpha { get; set; } = 0.1;
}

/// <summary>Ways to compute R1, of each head's logit ℓ.</summary>
public enum GradientPenaltyForm
{
    /// <summary>(ℓ(x_t) − ℓ(x_t + αε))²/α², whose expectation tends to ‖∇ℓ(x_t)‖² for small α.</summary>
    Perturbed,

    /// <summary>‖∇ℓ(x_t)‖² by automatic differentiation, twice through the network.</summary>
    Exact,

    /// <summary>(ℓ(x_t) − ℓ(x_0 + αε))²/α²: the clean sample,
    /// perturbed but not noised, shown as if at t (FastGen).</summary>
    CleanImage,

    /// <summary>‖∂ℓ/∂features‖², the gradient at the discriminator's input, summed up over the feature maps.</summary>
    Features,
}
