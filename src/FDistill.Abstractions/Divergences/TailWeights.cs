namespace FDistill.Divergences;

/// <summary>The tail weights of an f-divergence: the powers of r that f'' goes
/// like at both ends (the paper's Table 6; Shannon et al. 2020).</summary>
/// <remarks>A heavier right tail punishes missed modes harder, a heavier left tail samples
/// where the teacher has no mass. h(r) = f''(r) r² has powers larger by 2.</remarks>
/// <param name="Left">a of f''(r) ~ rᵃ as r → 0; +∞ where f'' vanishes faster than every power.</param>
/// <param name="Right">b of f''(r) ~ rᵇ as r → ∞; −∞ where f'' vanishes faster than every power.</param>
public sealed record TailWeights(double Left, double Right);
