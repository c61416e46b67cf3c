using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>Samples to be measured. They can be gone through
/// as often as need be, and are the same every time.</summary>
public interface ISampleSource
{
    /// <summary>How many there are, exactly.</summary>
    long Count { get; }

    /// <summary>What the samples were asked for: [Count] int64 on the CPU, in
    /// the caller's dispose scope; null where there are no labels.</summary>
    Tensor? Labels();

    /// <summary>The captions that the samples were asked for, Count of them; null where there are none.</summary>
    IReadOnlyList<string>? Captions();

    /// <summary>Opens a pass over all samples: images [n, C, H, W] float32 on the CPU, in [−1, 1].</summary>
    IDataStream Open();

    /// <summary>Makes further samples; null for samples that were made elsewhere.</summary>
    ISampleGenerator? Generator { get; }

    /// <summary>What it takes to make a sample: the median over the batches of the
    /// first pass, without the first where there are several, because that one
    /// warms up. Null for samples that are not made but read, and before the first pass.</summary>
    double? MillisecondsPerImage { get; }
}
