namespace FDistill.Plugins.StableDiffusion.UNet;

/// <summary>The attention layers of a block.</summary>
/// <param name="TransformerLayers">Transformer blocks in each.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="ContextWidth">The width of the text encoding.</param>
/// <param name="LinearProjection">Whether files hold the first and
/// last layer as linear ones, not as 1×1 convolutions.</param>
/// <param name="Upcast">Whether attention computes in float32 whatever the weights' type.</param>
/// <param name="Groups">Groups of the normalisation.</param>
internal sealed record AttentionOptions(int TransformerLayers, int Heads, int ContextWidth, bool LinearProjection, bool Upcast, int Groups);
