using FDistill.Engine.Contracts;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>The fake score: a denoiser that starts as the teacher's copy
/// and follows the student's samples, so that its score is s_q.</summary>
public sealed class FakeScore : IDisposable
{
    /// <summary>Makes a fake score.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="options">How it is trained.</param>
    public FakeScore(ITeacher teacher, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(options);
        Denoiser = Guards.Around(teacher).CreateTrainable();
        Network = new("fakeScore", Denoiser.Module, options.FakeScore, options.Iterations);
    }

    /// <summary>The network as it is now.</summary>
    public IDenoiser Denoiser { get; }

    /// <summary>Its weights and optimizer.</summary>
    public TrainedNetwork Network { get; }

    /// <summary>Estimates the student's samples from noised ones.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="condition">What the samples are conditioned on.</param>
    /// <returns>D_q(x_t): [N, C, H, W] float32.</returns>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition) => Denoiser.Denoise(noised, t, condition);

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        Denoiser.Dispose();
    }
}
