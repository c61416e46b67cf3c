using static TorchSharp.torch;

namespace FDistill.Engine.TeacherTraining.Augmentation;

/// <summary>Draws scales, angles, stretches and shifts.</summary>
internal static class GeometricDraws
{
    /// <summary>Draws an affine map for each sample.</summary>
    /// <param name="options">Which parts, and how often.</param>
    /// <param name="draws">The random numbers.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="labels">Gets what was drawn.</param>
    /// <returns>From a place in the result to its place in the image, in pixels
    /// from the centre: [N, 3, 3]; null where no part is asked for.</returns>
    public static Tensor? Draw(AugmentationOptions options, AugmentationDraws draws, long height, long width, List<Tensor> labels)
    {
        Tensor? inverse = null;
        void Then(Tensor map) => inverse = inverse is null ? map : inverse.matmul(map);

        if (options.Scale > 0)
        {
            var scale = draws.Sometimes(draws.Normal(), options.Scale);
            var factor = scale.mul(options.ScaleDeviation).exp2();
            Then(PlaneMatrix.Scale(factor.reciprocal(), factor.reciprocal()));
            labels.Add(scale);
        }
        if (options.Rotate > 0)
        {
            var angle = draws.Sometimes(draws.Symmetric() * (Math.PI * options.RotateLimit), options.Rotate);
            Then(PlaneMatrix.Rotate(angle));
            labels.AddRange([angle.cos() - 1, angle.sin()]);
        }
        if (options.Stretch > 0)
        {
            var (drawn, direction) = (draws.Normal(), draws.Symmetric() * Math.PI);
            var stretch = draws.Sometimes(drawn, options.Stretch);
            direction = draws.WithProbability(direction, options.StretchAnyDirection);
            var factor = stretch.mul(options.StretchDeviation).exp2();
            Then(PlaneMatrix.Rotate(-direction).matmul(PlaneMatrix.Scale(factor.reciprocal(), factor)).matmul(PlaneMatrix.Rotate(direction)));
            labels.AddRange([stretch * direction.cos(), stretch * direction.sin()]);
        }
        if (options.Shift > 0)
        {
            var shares = draws.Sometimes(draws.Normal(rows: 2), options.Shift);
            Then(PlaneMatrix.Translate(-shares[0].mul(width * options.ShiftDeviation), -shares[1].mul(height * options.ShiftDeviation)));
            labels.AddRange([shares[0], shares[1]]);
        }
        return inverse;
    }
}
