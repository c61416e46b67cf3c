using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics.Preparation;

/// <summary>Mean and standard deviation of each channel of the
/// images that a network was trained on, in [0, 1].</summary>
/// <param name="Mean">The means.</param>
/// <param name="Deviation">The standard deviations.</param>
internal sealed record ChannelNormalization(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>CLIP's, of OpenAI and of OpenCLIP.</summary>
    public static ChannelNormalization Clip { get; } = new([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]);

    /// <summary>ImageNet's.</summary>
    public static ChannelNormalization ImageNet { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>The first channel's, for images of one.</summary>
    public ChannelNormalization FirstChannel => new([Mean[0]], [Deviation[0]]);

    /// <summary>(x − mean) / deviation.</summary>
    /// <param name="images">[N, C, H, W] float32 in [0, 1].</param>
    public Tensor Of(Tensor images)
    {
        using var scope = NewDisposeScope();
        Tensor Row(IReadOnlyList<double> values) => tensor(values.Select(value => (float)value).ToArray(), dtype: ScalarType.Float32, device: images.device).view(1, -1, 1, 1);
        return ((images - Row(Mean)) / Row(Deviation)).MoveToOuterDisposeScope();
    }
}
