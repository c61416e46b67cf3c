using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>A teacher whose training from scratch asks for more than its copies
/// have: dropout, or labels that describe how samples were augmented.</summary>
public interface ITrainableTeacher : ITeacher
{
    /// <summary>The option that says how many numbers its network takes of how samples were
    /// augmented, for messages: its key below <c>teacher</c>; null where there is none.</summary>
    string? AugmentLabelsOption => null;

    /// <summary>Makes the network to train.</summary>
    /// <returns>An independent denoiser in training mode that begins at the
    /// teacher's weights, with the same names. The caller disposes it.</returns>
    IAugmentedDenoiser CreateLearner();
}

/// <summary>A denoiser that can be given how its samples were augmented, so
/// that what it learns of augmented samples stays out of the others.</summary>
public interface IAugmentedDenoiser : IDenoiser
{
    /// <summary>How many numbers describe it; 0: it takes none.</summary>
    int AugmentLabels { get; }

    /// <summary>Estimates x_0.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="condition">What to generate.</param>
    /// <param name="augmentLabels">[N, <see cref="AugmentLabels"/>] float32,
    /// zeros where a sample is as it was; null: none was augmented.</param>
    /// <returns>The estimate: [N, C, H, W] float32.</returns>
    Tensor Denoise(Tensor noised, Tensor t, Condition? condition, Tensor? augmentLabels);
}
