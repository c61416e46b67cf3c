namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>What the weights of a CLIP model do not state.</summary>
/// <param name="QuickGelu">Whether the activation is x·sigmoid(1.702x) (OpenAI's
/// models) instead of GELU (OpenCLIP's); null: as the file says.</param>
/// <param name="VisionHeads">Attention heads of the image encoder; null: as published models of its width have.</param>
/// <param name="TextHeads">Attention heads of the text encoder; null: as published models of its width have.</param>
internal sealed record ClipHints(bool? QuickGelu = null, int? VisionHeads = null, int? TextHeads = null);
