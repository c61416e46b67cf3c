using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>A Gaussian component, the same in every direction.</summary>
/// <param name="Weight">Its share, up to a common factor.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Variance">Its variance.</param>
public sealed record MixtureComponent(double Weight, IReadOnlyList<double> Mean, double Variance);

/// <summary>A mixture of isotropic Gaussians and its noised marginals
/// p_σ = p * N(0, σ²), all in closed form and float64.</summary>
/// <param name="components">The components, all of the same dimension.</param>
public sealed class Mixture(IReadOnlyList<MixtureComponent> components)
{
    private readonly double total = components.Sum(component => component.Weight);

    /// <summary>C.</summary>
    public int Dimension => components[0].Mean.Count;

    /// <summary>The root of the mean variance over the coordinates: σ_data.</summary>
    public double Deviation
    {
        get
        {
            var mean = Enumerable.Range(0, Dimension).Select(axis => components.Sum(component => component.Weight / total * component.Mean[axis])).ToArray();
            var spread = components.Sum(component => component.Weight / total * component.Mean.Select((value, axis) => Math.Pow(value - mean[axis], 2)).Average());
            return Math.Sqrt(spread + components.Sum(component => component.Weight / total * component.Variance));
        }
    }

    /// <summary>A mode for each component.</summary>
    public IReadOnlyList<TeacherMode> Modes => [.. components.Select(component => new TeacherMode(component.Mean, Math.Sqrt(component.Variance), component.Weight / total))];

    /// <summary>log p_σ(x).</summary>
    /// <param name="x">[N, C] float64.</param>
    /// <param name="sigma">[N] float64.</param>
    /// <returns>[N] float64, differentiable in x.</returns>
    public Tensor LogDensity(Tensor x, Tensor sigma)
    {
        using var scope = NewDisposeScope();
        return LogJoint(x, sigma).logsumexp(dim: 1).MoveToOuterDisposeScope();
    }

    /// <summary>E[x_0 | x_σ = x]: the exact denoiser.</summary>
    /// <param name="x">[N, C] float64.</param>
    /// <param name="sigma">[N] float64.</param>
    /// <returns>[N, C] float64, differentiable in x.</returns>
    public Tensor Denoise(Tensor x, Tensor sigma)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(sigma);
        using var scope = NewDisposeScope();
        var responsibilities = LogJoint(x, sigma).softmax(dim: 1).unsqueeze(2);
        var variances = Row(component => component.Variance, x.device);
        var shrink = (variances / (variances + sigma.square().unsqueeze(1))).unsqueeze(2);
        var means = Means(x.device);
        return ((means + ((x.unsqueeze(1) - means) * shrink)) * responsibilities).sum(1).MoveToOuterDisposeScope();
    }

    /// <summary>∇ log p_σ(x) = (D(x; σ) − x) / σ².</summary>
    /// <param name="x">[N, C] float64.</param>
    /// <param name="sigma">[N] float64, positive.</param>
    /// <returns>[N, C] float64.</returns>
    public Tensor Score(Tensor x, Tensor sigma)
    {
        ArgumentNullException.ThrowIfNull(sigma);
        using var scope = NewDisposeScope();
        return ((Denoise(x, sigma) - x) / sigma.square().unsqueeze(1)).MoveToOuterDisposeScope();
    }

    /// <summary>log p_σ(x) / q_σ(x), this mixture over another.</summary>
    /// <param name="other">q.</param>
    /// <param name="x">[N, C] float64.</param>
    /// <param name="sigma">[N] float64.</param>
    /// <returns>[N] float64.</returns>
    public Tensor LogRatio(Mixture other, Tensor x, Tensor sigma)
    {
        ArgumentNullException.ThrowIfNull(other);
        using var scope = NewDisposeScope();
        return (LogDensity(x, sigma) - other.LogDensity(x, sigma)).MoveToOuterDisposeScope();
    }

    /// <summary>Draws points.</summary>
    /// <param name="count">N.</param>
    /// <param name="generator">A generator on the CPU.</param>
    /// <returns>[N, C] float64 on the CPU.</returns>
    public Tensor Draw(long count, Generator generator)
    {
        using var scope = NewDisposeScope();
        var which = multinomial(Row(component => component.Weight / total, CPU).flatten(), count, replacement: true, generator: generator);
        var deviations = Row(component => Math.Sqrt(component.Variance), CPU).flatten().index_select(0, which).unsqueeze(1);
        var noise = generator.Normal([count, Dimension], CPU, float64);
        return (Means(CPU)[0].index_select(0, which) + (noise * deviations)).MoveToOuterDisposeScope();
    }

    /// <summary>Draws a point.</summary>
    /// <param name="numbers">The source of randomness.</param>
    /// <returns>C coordinates.</returns>
    internal double[] Draw(ref PlaceNumbers numbers)
    {
        var share = numbers.Uniform() * total;
        var which = 0;
        while (which < components.Count - 1 && (share -= components[which].Weight) >= 0) which++;
        var (mean, deviation) = (components[which].Mean, Math.Sqrt(components[which].Variance));
        var point = new double[Dimension];
        for (var axis = 0; axis < Dimension; axis++) point[axis] = mean[axis] + (deviation * numbers.Normal());
        return point;
    }

    /// <summary>log w_k N(x; μ_k, v_k + σ²): [N, K].</summary>
    private Tensor LogJoint(Tensor x, Tensor sigma)
    {
        var variances = Row(component => component.Variance, x.device) + sigma.square().unsqueeze(1);
        var distances = (x.unsqueeze(1) - Means(x.device)).square().sum(2);
        var logWeights = Row(component => Math.Log(component.Weight / total), x.device);
        return logWeights - ((distances / variances) + ((variances.log() + Math.Log(2 * Math.PI)) * Dimension)) * 0.5;
    }

    private Tensor Row(Func<MixtureComponent, double> value, Device device) =>
        tensor(components.Select(value).ToArray(), dtype: float64, device: device).unsqueeze(0);

    /// <summary>[1, K, C].</summary>
    private Tensor Means(Device device) =>
        tensor(components.SelectMany(component => component.Mean).ToArray(), dtype: float64, device: device).reshape(1, components.Count, Dimension);
}
