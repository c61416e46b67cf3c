using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Digits;

/// <summary>A convolutional classifier of 16×16 grey images: [N, 1, 16,
/// 16] → logits [N, classes]. 94,314 parameters for ten classes.</summary>
/// <remarks>Larger images are averaged down to 16×16, and colours to grey.</remarks>
internal sealed class DigitsNetwork : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = Conv2d(1, 32, 3, padding: 1, device: CPU, dtype: float32);
    private readonly Conv2d conv2 = Conv2d(32, 32, 3, padding: 1, device: CPU, dtype: float32);
    private readonly Conv2d conv3 = Conv2d(32, 64, 3, padding: 1, device: CPU, dtype: float32);
    private readonly Linear embed = Linear(64 * 4 * 4, 64, device: CPU, dtype: float32);
    private readonly Linear classify;

    /// <summary>Height and width that the network sees.</summary>
    public const int Side = 16;

    /// <summary>A network with random weights.</summary>
    /// <param name="classes">How many classes it tells apart.</param>
    /// <param name="seed">Of the weights: uniform in ±1/√fan-in, PyTorch's own rule for both kinds of layer.</param>
    public DigitsNetwork(int classes, long seed) : base(nameof(DigitsNetwork))
    {
        classify = Linear(64, classes, device: CPU, dtype: float32);
        RegisterComponents();
        using var ungraded = no_grad();
        using var generator = new Generator((ulong)seed, CPU);
        foreach (var layer in (Module[])[conv1, conv2, conv3, embed, classify])
        {
            var (weight, bias) = (layer.get_parameter("weight")!, layer.get_parameter("bias")!);
            var bound = Math.Sqrt((double)weight.shape[0] / weight.numel());
            weight.uniform_(-bound, bound, generator);
            bias.uniform_(-bound, bound, generator);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => classify.forward(Features(input));

    /// <summary>Whether the network can look at images of a shape: grey or RGB, 16×16 or a multiple of it.</summary>
    /// <param name="shape">[N, C, H, W].</param>
    public static bool Sees(long[] shape) => shape is [_, 1 or 3, > 0 and var height, var width] && height == width && height % Side == 0;

    /// <summary>The activations before the last layer.</summary>
    /// <param name="images">Images that the network <see cref="Sees"/>: [N, C, H, W].</param>
    /// <returns>[N, 64], ≥ 0.</returns>
    public Tensor Features(Tensor images)
    {
        var half = max_pool2d(relu(conv2.forward(relu(conv1.forward(Small(images))))), 2);
        var quarter = max_pool2d(relu(conv3.forward(half)), 2);
        return relu(embed.forward(quarter.flatten(1)));
    }

    /// <summary>The last layer: [N, 64] → logits [N, classes].</summary>
    public Tensor Classify(Tensor features) => classify.forward(features);

    /// <summary>[N, 1, 16, 16].</summary>
    private static Tensor Small(Tensor images)
    {
        var grey = images.shape[1] == 1 ? images : images.mean([1], keepdim: true);
        return grey.shape[2] == Side ? grey : avg_pool2d(grey, grey.shape[2] / Side);
    }
}
