namespace FDistill.Teachers;

/// <summary>An intermediate result of a denoiser that a discriminator may look at.</summary>
/// <remarks>A transformer's patches are the cells of their grid; tokens that
/// have no place in the image are a map of so many cells by one.</remarks>
/// <param name="Name">Its name in the network, e.g. <c>enc.8x8_block0</c>.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Height">The height in cells.</param>
/// <param name="Width">The width in cells.</param>
public sealed record FeatureMap(string Name, int Channels, int Height, int Width);

/// <summary>The features wanted from a pass of a denoiser.</summary>
/// <param name="Names">Names of <see cref="FeatureMap"/>s, in the order in which the results are wanted.</param>
public sealed record FeatureSelection(IReadOnlyList<string> Names)
{
    /// <summary>Whether gradients must be able to flow from the estimate
    /// of x_0 back to the noised input. Where only the features need them
    /// (the student's step stops gradients at the teacher's estimate, Eq.
    /// 4), a denoiser saves time and memory by leaving them out.</summary>
    public bool EstimateNeedsGradient { get; init; } = true;
}
