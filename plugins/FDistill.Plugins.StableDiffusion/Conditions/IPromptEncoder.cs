using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Conditions;

/// <summary>Texts to what a model's U-Net takes of them.</summary>
internal interface IPromptEncoder : IDisposable
{
    /// <summary>Encodes texts.</summary>
    /// <param name="prompts">N texts.</param>
    /// <returns>The tokens [N, tokens, width], and the text as one
    /// row [N, width] where the model takes one; float32.</returns>
    (Tensor Context, Tensor? Pooled) Encode(IReadOnlyList<string> prompts);

    /// <summary>Takes the networks off the device until they are used next.</summary>
    void OffloadIdle();
}
