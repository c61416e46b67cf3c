using static TorchSharp.torch;

namespace FDistill.Engine.TeacherTraining.Augmentation;

/// <summary>Augmentations that move pixels without mixing them: flips, quarter turns, shifts by whole pixels.</summary>
internal static class PixelMoves
{
    /// <summary>Draws and applies them.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="options">Which, and how often.</param>
    /// <param name="draws">The random numbers.</param>
    /// <param name="labels">Gets what was done.</param>
    public static Tensor Apply(Tensor images, AugmentationOptions options, AugmentationDraws draws, List<Tensor> labels)
    {
        if (options.FlipHorizontally > 0)
        {
            var flipped = draws.Sometimes(draws.Below(2), options.FlipHorizontally);
            images = Where(flipped.eq(1), images.flip(3), images);
            labels.Add(flipped);
        }
        if (options.FlipVertically > 0)
        {
            var flipped = draws.Sometimes(draws.Below(2), options.FlipVertically);
            images = Where(flipped.eq(1), images.flip(2), images);
            labels.Add(flipped);
        }
        if (options.QuarterTurns > 0)
        {
            var turns = draws.Sometimes(draws.Below(4), options.QuarterTurns);
            var (one, two, three) = (turns.eq(1), turns.eq(2), turns.eq(3));
            images = Where(one.logical_or(two), images.flip(3), images);
            images = Where(two.logical_or(three), images.flip(2), images);
            images = Where(one.logical_or(three), images.transpose(2, 3), images);
            labels.AddRange([one.logical_or(two), two.logical_or(three)]);
        }
        if (options.ShiftByPixels > 0)
        {
            var (height, width) = (images.shape[2], images.shape[3]);
            var (limitX, limitY) = (width * options.ShiftByPixelsLimit, height * options.ShiftByPixelsLimit);
            var shares = draws.Sometimes(draws.Symmetric(rows: 2), options.ShiftByPixels);
            var (right, up) = (shares[0].mul(limitX).round().to_type(int64), shares[1].mul(limitY).round().to_type(int64));
            images = images.gather(2, Reflected(height, -up).view(-1, 1, height, 1).expand(images.shape));
            images = images.gather(3, Reflected(width, right).view(-1, 1, 1, width).expand(images.shape));
            labels.AddRange([right.to_type(float32).div(limitX), up.to_type(float32).div(limitY)]);
        }
        return images;
    }

    private static Tensor Where(Tensor chosen, Tensor images, Tensor others) => where(chosen.view(-1, 1, 1, 1), images, others);

    /// <summary>Where each pixel of a shifted line comes from, when what
    /// lies beyond the line is its mirror image: [N, size] int64.</summary>
    private static Tensor Reflected(long size, Tensor shift)
    {
        var source = arange(size, dtype: int64, device: shift.device).unsqueeze(0) - shift.unsqueeze(1);
        return (size - 1) - ((size - 1) - source.remainder((size * 2) - 2)).abs();
    }
}
