using FDistill.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Acme.Teachers;

/// <summary>x → x + conv(silu(x · scale(log σ))), several times.</summary>
internal sealed class ResidualNetwork : nn.Module
{
    private readonly Conv2d first, last;
    private readonly ModuleList<Conv2d> convolutions = [];
    private readonly ModuleList<Linear> scales = [];

    public ResidualNetwork(ResidualTeacherOptions options) : base(nameof(ResidualNetwork))
    {
        first = nn.Conv2d(options.Channels, options.Width, 3, padding: 1, device: CPU, dtype: float32);
        last = nn.Conv2d(options.Width, options.Channels, 3, padding: 1, device: CPU, dtype: float32);
        for (var block = 0; block < options.Blocks; block++)
        {
            convolutions.Add(nn.Conv2d(options.Width, options.Width, 3, padding: 1, device: CPU, dtype: float32));
            scales.Add(nn.Linear(1, options.Width, device: CPU, dtype: float32));
        }

        RegisterComponents();
    }

    /// <summary>What every block leaves, then the result.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="noise">log σ / 4: [N, 1].</param>
    public IEnumerable<Tensor> Stages(Tensor x, Tensor noise)
    {
        x = first.call(x);
        foreach (var (convolution, scale) in convolutions.Zip(scales))
        {
            x = x + convolution.call((x * (1 + scale.call(noise)).unsqueeze(2).unsqueeze(3)).silu());
            yield return x;
        }

        yield return last.call(x.silu());
    }

    /// <summary>Draws fresh weights from a seed.</summary>
    public void Draw(long seed)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        foreach (var parameter in parameters())
            parameter.copy_(generator.Normal(parameter.shape, CPU) * (parameter.dim() == 4 ? 1 / Math.Sqrt(9.0 * parameter.shape[1]) : 0.1));
    }
}
