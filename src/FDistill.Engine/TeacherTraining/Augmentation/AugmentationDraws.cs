using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.TeacherTraining.Augmentation;

/// <summary>The random numbers of one batch's augmentation.</summary>
/// <param name="count">N.</param>
/// <param name="probability">The probability that all kinds share.</param>
/// <param name="device">Where the numbers are wanted.</param>
/// <param name="generator">Their source, a generator on the CPU.</param>
internal sealed class AugmentationDraws(long count, double probability, Device device, Generator generator)
{
    /// <summary>N.</summary>
    public long Count => count;

    /// <summary>Where the numbers are.</summary>
    public Device Device => device;

    /// <summary>Whole numbers below a limit: [N] int64.</summary>
    public Tensor Below(long limit) => generator.Integers(limit, [count], device);

    /// <summary>Uniform numbers in [0, 1): rows × N float32, or [N] for one row.</summary>
    public Tensor Uniform(int rows = 1) => generator.Uniform(Shape(rows), device);

    /// <summary>Uniform numbers in [−1, 1).</summary>
    public Tensor Symmetric(int rows = 1) => (Uniform(rows) * 2) - 1;

    /// <summary>Standard normal numbers.</summary>
    public Tensor Normal(int rows = 1) => generator.Normal(Shape(rows), device);

    /// <summary>Keeps what was drawn for a share of the samples, the others have 0.</summary>
    /// <param name="drawn">… × N.</param>
    /// <param name="strength">What the common probability is multiplied by.</param>
    public Tensor Sometimes(Tensor drawn, double strength) => where(Uniform() < (strength * probability), drawn, zeros_like(drawn));

    /// <summary>Keeps what was drawn with a probability of its own.</summary>
    public Tensor WithProbability(Tensor drawn, double probability) => where(Uniform() < probability, drawn, zeros_like(drawn));

    private long[] Shape(int rows) => rows == 1 ? [count] : [rows, count];
}
