using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Metrics;

/// <summary>Makes further samples, for metrics that ask for
/// samples of their own or measure the making itself.</summary>
public interface ISampleGenerator
{
    /// <summary>Whether samples are asked for by captions.</summary>
    bool TakesCaptions { get; }

    /// <summary>Whether samples are latents, which a decoder turns into images.</summary>
    bool HasDecoder { get; }

    /// <summary>Makes an image of each caption. The i-th has the noise of the evaluation's i-th sample.</summary>
    /// <param name="captions">The captions.</param>
    /// <returns>Batches of images [n, C, H, W] float32 in [−1, 1] on the CPU with
    /// their captions, each in the dispose scope in which it is asked for.</returns>
    IEnumerable<DataBatch> Draw(IReadOnlyList<string> captions);

    /// <summary>What some of the evaluation's samples are made
    /// from: their noise, and their condition, encoded.</summary>
    /// <param name="first">The first sample's number.</param>
    /// <param name="count">N.</param>
    GeneratorInput Prepare(long first, int count);

    /// <summary>Makes samples, without gradient.</summary>
    /// <param name="input">What they are made from.</param>
    /// <returns>[N, C, H, W] float32 in the space that the networks see, on the run's device.</returns>
    Tensor Sample(GeneratorInput input);

    /// <summary>Decodes samples to images; those that are images already stay as they are.</summary>
    /// <param name="samples">[N, C, H, W] float32.</param>
    /// <returns>Images [N, C, H, W] float32, about [−1, 1], on the run's device.</returns>
    Tensor Decode(Tensor samples);
}

/// <summary>What samples are made from.</summary>
/// <param name="Noise">[N, C, H, W] float32, standard normal, on the run's device.</param>
/// <param name="Condition">What to generate, of N entries; null for a model without conditions.</param>
public sealed record GeneratorInput(Tensor Noise, Condition? Condition);
