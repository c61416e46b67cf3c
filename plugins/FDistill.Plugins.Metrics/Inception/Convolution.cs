using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>A convolution without bias, a batch norm (ε = 0.001) and a ReLU: [N, in, H, W] → [N, out, h, w].</summary>
public sealed class Convolution : Module<Tensor, Tensor>
{
    private const double NormEpsilon = 0.001;

    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;

    /// <summary>One of a square kernel.</summary>
    public Convolution(long input, long output, long kernel, long stride = 1, long padding = 0) : this(input, output, (kernel, kernel), (padding, padding), stride)
    {
    }

    /// <summary>One of any kernel.</summary>
    public Convolution(long input, long output, (long Height, long Width) kernel, (long Height, long Width) padding, long stride = 1) : base(nameof(Convolution))
    {
        conv = Conv2d(input, output, kernel, stride: (stride, stride), padding: padding, bias: false, device: CPU, dtype: float32);
        bn = BatchNorm2d(output, eps: NormEpsilon, device: CPU, dtype: float32);
        RegisterComponents();
    }

    /// <summary>One that keeps the size: a row of kernel cells.</summary>
    public static Convolution Row(long input, long output, long cells) => new(input, output, (1, cells), (0, cells / 2));

    /// <summary>One that keeps the size: a column of kernel cells.</summary>
    public static Convolution Column(long input, long output, long cells) => new(input, output, (cells, 1), (cells / 2, 0));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => relu(bn.forward(conv.forward(input)));
}
