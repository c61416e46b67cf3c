using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>A fully connected denoiser with EDM's preconditioning (Karras et al. 2022, Table 1).</summary>
/// <param name="layers">The network F.</param>
/// <param name="sigmaData">The standard deviation of the data.</param>
public sealed class MlpDenoiser(Sequential layers, double sigmaData) : PointDenoiser(layers, sigmaData)
{
    /// <summary>Makes a network with fresh weights, outside every dispose scope.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="dimension">C.</param>
    /// <param name="sigmaData">The standard deviation of the data.</param>
    /// <param name="device">Where the weights live.</param>
    /// <param name="generator">A generator on the CPU.</param>
    public static MlpDenoiser Fresh(MlpOptions options, int dimension, double sigmaData, Device device, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var scope = NewDisposeScope();
        var stack = new List<nn.Module<Tensor, Tensor>>();
        long width = dimension + 1;
        for (var layer = 0; layer < options.Layers; layer++, width = options.Width)
        {
            stack.Add(nn.Linear(width, options.Width, device: device, dtype: float32));
            stack.Add(nn.SiLU());
        }
        stack.Add(nn.Linear(width, dimension, device: device, dtype: float32));
        var layers = nn.Sequential(stack.ToArray());
        Draw(layers, generator);
        foreach (var parameter in layers.parameters()) parameter.DetachFromDisposeScope();
        return new MlpDenoiser(layers, sigmaData);
    }

    /// <inheritdoc/>
    protected override Tensor Estimate(Tensor x, Tensor t)
    {
        var variance = SigmaData * SigmaData;
        var total = t.square() + variance;
        Tensor Column(Tensor coefficient) => coefficient.to_type(float32).unsqueeze(1);
        var input = cat([x * Column(total.rsqrt()), Column(t.clamp_min(1e-6).log().div(4))], dim: 1);
        return (x * Column(variance / total)) + (layers.forward(input) * Column(t * SigmaData / total.sqrt()));
    }

    /// <summary>Uniform in ±1/√(fan in), PyTorch's default, by a given generator.</summary>
    private static void Draw(nn.Module layers, Generator generator)
    {
        using var ungraded = no_grad();
        var bound = 1.0;
        foreach (var parameter in layers.parameters())
        {
            if (parameter.dim() == 2) bound = 1 / Math.Sqrt(parameter.shape[1]);
            parameter.copy_(empty(parameter.shape, dtype: float32, device: CPU).uniform_(-bound, bound, generator));
        }
    }
}
