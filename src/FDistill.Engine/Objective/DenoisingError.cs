namespace FDistill.Engine.Objective;

/// <summary>What the squared error of a denoiser is taken of. Each
/// is the error of x_0 times a factor that depends on t.</summary>
public enum DenoisingError
{
    /// <summary>The clean sample x_0: factor 1.</summary>
    Sample,

    /// <summary>The noise ε: factor α/σ.</summary>
    Noise,

    /// <summary>The velocity v = α ε − σ x_0: factor (α² + σ²)/σ.</summary>
    Velocity,

    /// <summary>The flow ε − x_0: factor α/σ + 1.</summary>
    Flow,

    /// <summary>x_0, weighted by the schedule's λ(t), at which
    /// every t matters alike (EDM, Table 1: 1/c_out²).</summary>
    Balanced,
}
