using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Text;

/// <summary>What a text encoder makes of texts.</summary>
/// <param name="HiddenStates">The embeddings, then the result of every
/// layer, without the final normalisation: [N, tokens, width] each.</param>
/// <param name="Last">The last of them after the final normalisation: [N, tokens, width].</param>
/// <param name="Pooled"><paramref name="Last"/> at the end of each text: [N, width].</param>
/// <param name="Projected">The projection of <paramref name="Pooled"/>:
/// [N, projection]; null for a model without one.</param>
public sealed record EncodedText(IReadOnlyList<Tensor> HiddenStates, Tensor Last, Tensor Pooled, Tensor? Projected)
{
    /// <summary>The result of the last layer but one, without normalisation,
    /// which SDXL is conditioned on: [N, tokens, width].</summary>
    public Tensor Penultimate => HiddenStates[^2];
}
