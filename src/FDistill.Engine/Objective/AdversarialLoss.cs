using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>The non-saturating GAN losses of student and head,
/// averaged over samples and heads (paper, Section 3.3).</summary>
public static class AdversarialLoss
{
    /// <summary>The student's: E[softplus(−ℓ(x_t))].</summary>
    /// <param name="fake">ℓ of the student's samples: [N, heads] float32.</param>
    /// <returns>[] float32.</returns>
    public static Tensor Generator(Tensor fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return nn.functional.softplus(-fake).mean();
    }

    /// <summary>The head's: E[softplus(ℓ_fake)] + E[softplus(−ℓ_real)].</summary>
    /// <param name="fake">ℓ of the student's samples: [N, heads] float32.</param>
    /// <param name="real">ℓ of real samples: [N, heads] float32.</param>
    /// <returns>[] float32.</returns>
    public static Tensor Head(Tensor fake, Tensor real)
    {
        ArgumentNullException.ThrowIfNull(fake);
        ArgumentNullException.ThrowIfNull(real);
        return nn.functional.softplus(fake).mean() + nn.functional.softplus(-real).mean();
    }
}
