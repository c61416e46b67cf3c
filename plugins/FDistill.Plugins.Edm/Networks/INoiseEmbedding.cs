using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>Turns noise levels into vectors that a network can work with.</summary>
internal interface INoiseEmbedding
{
    /// <summary>Embeds noise levels.</summary>
    /// <param name="noise">c_noise: [N] float32.</param>
    /// <returns>[N, channels] float32: cosines in the first half, sines in the second.</returns>
    Tensor Embed(Tensor noise);
}
