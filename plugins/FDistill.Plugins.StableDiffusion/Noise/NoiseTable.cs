using FDistill.Plugins.StableDiffusion.Configuration;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Noise;

/// <summary>The noise levels of training: β_t, and ᾱ_t = (1 − β_0)·…·(1 − β_t) (Ho et al. 2020).</summary>
/// <param name="Betas">β.</param>
/// <param name="AlphasCumulative">ᾱ.</param>
public sealed record NoiseTable(IReadOnlyList<double> Betas, IReadOnlyList<double> AlphasCumulative)
{
    /// <summary>The levels of a model.</summary>
    /// <param name="config">What its scheduler says of them.</param>
    /// <param name="type">The numbers that they are computed in; models are trained with those of float32.</param>
    public static NoiseTable Of(SchedulerConfig config, ScalarType type = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        var betas = config.EvenRoots
            ? linspace(Math.Sqrt(config.BetaStart), Math.Sqrt(config.BetaEnd), config.TrainingSteps, dtype: type, device: CPU).square()
            : linspace(config.BetaStart, config.BetaEnd, config.TrainingSteps, dtype: type, device: CPU);
        return new NoiseTable(Numbers(betas), Numbers((1 - betas).cumprod(0)));
    }

    /// <summary>α_t = √ᾱ_t.</summary>
    public double Alpha(int level) => Math.Sqrt(AlphasCumulative[level]);

    /// <summary>σ_t = √(1 − ᾱ_t).</summary>
    public double Sigma(int level) => Math.Sqrt(1 - AlphasCumulative[level]);

    /// <summary>x_t = α_t·x_0 + σ_t·ε.</summary>
    /// <param name="clean">x_0: [N, C, H, W].</param>
    /// <param name="noise">ε: [N, C, H, W].</param>
    /// <param name="levels">t: [N] int64.</param>
    public Tensor AddNoise(Tensor clean, Tensor noise, Tensor levels)
    {
        using var scope = NewDisposeScope();
        var (alpha, sigma) = Coefficients(levels);
        return ((alpha * clean) + (sigma * noise)).MoveToOuterDisposeScope();
    }

    /// <summary>v = α_t·ε − σ_t·x_0.</summary>
    /// <inheritdoc cref="AddNoise"/>
    public Tensor Velocity(Tensor clean, Tensor noise, Tensor levels)
    {
        using var scope = NewDisposeScope();
        var (alpha, sigma) = Coefficients(levels);
        return ((alpha * noise) - (sigma * clean)).MoveToOuterDisposeScope();
    }

    /// <summary>α and σ of levels: [N, 1, 1, 1] float32 each.</summary>
    internal (Tensor Alpha, Tensor Sigma) Coefficients(Tensor levels)
    {
        var cumulative = tensor(AlphasCumulative.ToArray(), dtype: float64, device: levels.device).index_select(0, levels.to_type(int64));
        return (PerSample(cumulative.sqrt()), PerSample((1 - cumulative).sqrt()));
    }

    private static Tensor PerSample(Tensor values) => values.to_type(float32).reshape(-1, 1, 1, 1);

    private static double[] Numbers(Tensor values) => values.to_type(float64).data<double>().ToArray();
}
