using static TorchSharp.torch;

namespace FDistill.Engine.TeacherTraining.Augmentation;

/// <summary>Augments samples and describes how, so that a network can learn from them
/// without making such samples itself (EDM, training/augment.py, AugmentPipe).</summary>
/// <param name="options">What is done, and how often.</param>
public sealed class Augmentations(AugmentationOptions options)
{
    /// <summary>How many numbers describe what was done to a sample.</summary>
    public int Labels { get; } =
        Count(options.FlipHorizontally, 1) + Count(options.FlipVertically, 1) + Count(options.QuarterTurns, 2) + Count(options.ShiftByPixels, 2) +
        Count(options.Scale, 1) + Count(options.Rotate, 2) + Count(options.Stretch, 2) + Count(options.Shift, 2);

    /// <summary>Augments a batch.</summary>
    /// <param name="images">[N, C, H, W] float32.</param>
    /// <param name="generator">The source of the draws, a generator on the CPU.</param>
    /// <returns>The images, and [N, <see cref="Labels"/>] float32: zeros where a sample is as it was.</returns>
    public (Tensor Images, Tensor Labels) Apply(Tensor images, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var draws = new AugmentationDraws(images.shape[0], options.Probability, images.device, generator);
        var labels = new List<Tensor>();
        var moved = PixelMoves.Apply(images, options, draws, labels);
        var warped = GeometricDraws.Draw(options, draws, images.shape[2], images.shape[3], labels) is { } inverse ? AffineWarp.Apply(moved, inverse) : moved.alias();
        var told = cat([zeros([images.shape[0], 0], dtype: float32, device: images.device), .. labels.Select(label => label.to_type(float32).reshape(images.shape[0], -1))], dim: 1);
        return (warped.MoveToOuterDisposeScope(), told.MoveToOuterDisposeScope());
    }

    private static int Count(double strength, int labels) => strength > 0 ? labels : 0;
}
