using static TorchSharp.torch;

namespace FDistill.Plugins.Shared;

/// <summary>The noise levels σ at which a denoiser is trained from scratch, and what each counts.</summary>
internal interface ITrainingNoise
{
    /// <summary>Draws σ.</summary>
    /// <param name="normal">Standard normal numbers: [N] float64.</param>
    Tensor Sigma(Tensor normal);

    /// <summary>λ(σ): the weight of the squared error |D(x_t) − x_0|².</summary>
    Tensor Weight(Tensor sigma);
}
