using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Sampling;

/// <summary>The noise with which a student of several steps goes back to the next noise level.</summary>
public enum StudentNoise
{
    /// <summary>Fresh noise at every step, as the student is trained (FastGen: sde).</summary>
    Fresh,

    /// <summary>The noise that the student's own estimate implies (FastGen: ode).</summary>
    Implied,
}

/// <summary>Samples a student: from noise to x_0 in one step, or in
/// several with a return to a smaller noise level between them.</summary>
public sealed class StudentSampler : ISampler
{
    private readonly INoiseSchedule schedule;
    private readonly IDenoiser student;
    private readonly IReadOnlyList<double> times;
    private readonly StudentNoise noiseBetween;
    private readonly StepNoise freshNoise;

    /// <summary>Samples a student.</summary>
    /// <param name="teacher">Whose noise schedule the student has.</param>
    /// <param name="student">The student; not disposed.</param>
    /// <param name="steps">Network evaluations for one sample.</param>
    /// <param name="noiseBetween">The noise between steps.</param>
    public StudentSampler(ITeacher teacher, IDenoiser student, int steps = 1, StudentNoise noiseBetween = StudentNoise.Fresh)
        : this(Schedule(teacher), Guards.Around(teacher, student), Schedule(teacher).StudentTimes(steps), noiseBetween, SeededStepNoise.Draw) { }

    internal StudentSampler(INoiseSchedule schedule, IDenoiser student, IReadOnlyList<double> times, StudentNoise noiseBetween, StepNoise freshNoise)
    {
        ArgumentNullException.ThrowIfNull(student);
        (this.schedule, this.student, this.times, this.noiseBetween, this.freshNoise) = (schedule, student, times, noiseBetween, freshNoise);
    }

    /// <inheritdoc/>
    public Tensor Sample(Tensor noise, Condition? condition)
    {
        ArgumentNullException.ThrowIfNull(noise);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        Tensor At(double time) => full([noise.shape[0]], time, dtype: float64, device: noise.device);

        var noised = schedule.PureNoise(noise, times[0]);
        for (var step = 0; ; step++)
        {
            var sample = student.Denoise(noised, At(times[step]), condition);
            if (step == times.Count - 1) return sample.MoveToOuterDisposeScope();
            var between = noiseBetween == StudentNoise.Fresh ? freshNoise(noise, step) : ImpliedNoise(noised, sample, At(times[step]));
            noised = schedule.Perturb(sample, between, At(times[step + 1]));
        }
    }

    /// <summary>(x_t − α x_0) / σ.</summary>
    private Tensor ImpliedNoise(Tensor noised, Tensor sample, Tensor t)
    {
        var (alpha, sigma) = (schedule.Alpha(t).view(-1, 1, 1, 1), schedule.Sigma(t).view(-1, 1, 1, 1));
        return ((noised - (sample * alpha)) / sigma).to_type(float32);
    }

    private static INoiseSchedule Schedule(ITeacher teacher)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        return teacher.Noise;
    }
}
