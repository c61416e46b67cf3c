using FDistill.Teachers;

namespace FDistill.Engine.Training;

/// <summary>The fake score: a denoiser that starts as the teacher's copy and follows the student's samples, so that its score is s_q.</summary>
public sealed class FakeScore : IDisposable
{
    /// <summary>Makes a fake score.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="options">How it is trained.</param>
    public FakeScore(ITeacher teacher, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(options);
        Denoiser = teacher.CreateTrainable();
        Network = new("fakeScore", Denoiser.Module, options.FakeScore, options.Iterations);
    }

    /// <summary>The network as it is now.</summary>
    public IDenoiser Denoiser { get; }

    /// <summary>Its weights and optimizer.</summary>
    public TrainedNetwork Network { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        Denoiser.Dispose();
    }
}
