using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>Where samples are written. Under the name asked for there is
/// nothing new before <see cref="Complete"/>, and then all of it.</summary>
public interface ISampleOutput : IDisposable
{
    /// <summary>Adds samples behind those that were added before.</summary>
    /// <param name="images">[n, C, H, W] float32 in [−1, 1] on the CPU; C is 1 or 3.</param>
    void Add(torch.Tensor images);

    /// <summary>Puts what was added under its name.</summary>
    void Complete();
}
