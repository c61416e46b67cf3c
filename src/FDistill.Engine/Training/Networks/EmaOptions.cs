using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Training.Networks;

/// <summary>One moving average of the student's weights, a ← β a + (1 − β) θ after
/// each iteration, also those that leave the student as it is (FastGen).</summary>
public sealed class EmaOptions : IValidatableObject
{
    /// <summary>How β depends on the iteration's number k. (FastGen: constant)</summary>
    public EmaForm Form { get; set; } = EmaForm.Constant;

    /// <summary>β of the constant form; 0 makes the average the student itself. (FastGen on CIFAR-10: 0.9999)</summary>
    [Range(0.0, 1.0)]
    public double Decay { get; set; } = 0.9999;

    /// <summary>
    /// Whether the average begins at the first updated student, and β of the
    /// constant form is at most (1 + k)/(10 + k): then the average of a run of any
    /// length is of its last tenth or so, and nothing is left of
    /// the weights that it started from. (house: yes; FastGen: no)
    /// </summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>The average is the student itself up to this iteration,
    /// and begins after it. (FastGen: 0, after the first)</summary>
    [Range(0, long.MaxValue)]
    public long Start { get; set; }

    /// <summary>γ of the power form, β = (1 − 1/k)^(γ+1). (EDM2: 16.97 for a relative width of 5 %)</summary>
    [Range(0.0, double.MaxValue)]
    public double Gamma { get; set; } = 16.97;

    /// <summary>Thousands of samples after which an old weight counts half, in the half-life form. (EDM: 500)</summary>
    [Range(0.0, double.MaxValue)]
    public double HalfLife { get; set; } = 500;

    /// <summary>In the half-life form, the half-life's largest share
    /// of the samples seen so far; 0: no limit. (EDM: 0.05)</summary>
    [Range(0.0, double.MaxValue)]
    public double RampUp { get; set; } = 0.05;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (this is { Form: EmaForm.Constant, WarmUp: false, Decay: 1 })
            yield return new("decay is 1, with which the average never moves from the weights that the run starts from; set it below 1, or warmUp to true", [nameof(Decay)]);
    }
}

/// <summary>How an average's β depends on the iteration's number.</summary>
public enum EmaForm
{
    /// <summary>β is <see cref="EmaOptions.Decay"/>.</summary>
    Constant,

    /// <summary>A power function, whose width stays a fixed share of
    /// the training so far (Karras et al. 2024, Eq. 6).</summary>
    Power,

    /// <summary>A half-life in samples (EDM's training loop).</summary>
    HalfLife,
}
