using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>Makes samples from noise.</summary>
public interface ISampler
{
    /// <summary>Makes N samples, without gradient. The same noise and condition give the same samples.</summary>
    /// <param name="noise">[N, C, H, W] float32, standard normal, on the run's device.</param>
    /// <param name="condition">What to generate, of N entries; null for a model without conditions.</param>
    /// <returns>[N, C, H, W] float32 in the space that the networks see, about
    /// [−1, 1] for pixels; belongs to the caller's dispose scope.</returns>
    Tensor Sample(Tensor noise, Condition? condition);
}
