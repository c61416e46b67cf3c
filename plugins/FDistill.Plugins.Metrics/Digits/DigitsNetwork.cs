using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Digits;

/// <summary>A convolutional classifier of 16×16 grey images into ten classes: [N, 1, 16, 16] → logits [N, 10]. 94,314 parameters.</summary>
internal sealed class DigitsNetwork : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = Conv2d(1, 32, 3, padding: 1, device: CPU, dtype: float32);
    private readonly Conv2d conv2 = Conv2d(32, 32, 3, padding: 1, device: CPU, dtype: float32);
    private readonly Conv2d conv3 = Conv2d(32, 64, 3, padding: 1, device: CPU, dtype: float32);
    private readonly Linear embed = Linear(64 * 4 * 4, 64, device: CPU, dtype: float32);
    private readonly Linear classify = Linear(64, 10, device: CPU, dtype: float32);

    /// <summary>A network with random weights.</summary>
    /// <param name="seed">Of the weights: uniform in ±1/√fan-in, PyTorch's own rule for both kinds of layer.</param>
    public DigitsNetwork(long seed) : base(nameof(DigitsNetwork))
    {
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

    /// <summary>The activations before the last layer: [N, 1, 16, 16] → [N, 64], ≥ 0.</summary>
    public Tensor Features(Tensor images)
    {
        var half = max_pool2d(relu(conv2.forward(relu(conv1.forward(images)))), 2);
        var quarter = max_pool2d(relu(conv3.forward(half)), 2);
        return relu(embed.forward(quarter.flatten(1)));
    }

    /// <summary>The last layer: [N, 64] → logits [N, 10].</summary>
    public Tensor Classify(Tensor features) => classify.forward(features);
}
