using FDistill.Plugins.Edm.Noise;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Preconditioning;

/// <summary>Preconditioning of improved DDPM (Nichol and Dhariwal 2021): the network
/// estimates the noise at one of M steps, and its variance, which is not used.</summary>
public sealed class IddpmPreconditioning : IPreconditioning
{
    private readonly int steps;

    /// <summary>Computes the steps' noise levels.</summary>
    /// <param name="c1">C_1. (EDM: 0.001)</param>
    /// <param name="c2">C_2. (EDM: 0.008)</param>
    /// <param name="steps">M. (EDM: 1000)</param>
    /// <param name="device">Where the table lives.</param>
    public IddpmPreconditioning(double c1, double c2, int steps, Device device)
    {
        this.steps = steps;
        Levels = IddpmTable.Of(c1, c2, steps);
        Table = tensor(Levels, dtype: float32, device: device);
    }

    /// <inheritdoc/>
    public double SigmaMin => Levels[steps - 1];

    /// <inheritdoc/>
    public double SigmaMax => Levels[0];

    /// <inheritdoc/>
    public Tensor Table { get; }

    /// <summary>The M noise levels, and the 0 that follows them.</summary>
    internal float[] Levels { get; }

    /// <inheritdoc/>
    public Coefficients At(Tensor sigma) => new(
        Skip: ones_like(sigma),
        Out: -sigma,
        In: sigma.square().add(1).rsqrt(),
        Noise: Nearest(sigma).neg().add(steps - 1).to_type(float32));

    /// <summary>The step whose noise level is nearest: [N] int64.</summary>
    internal Tensor Nearest(Tensor sigma) => sigma.to_type(float32).unsqueeze(1).sub(Table.unsqueeze(0)).abs().argmin(1);
}
