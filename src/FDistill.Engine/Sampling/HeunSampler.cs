using FDistill.Engine.Contracts;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Sampling;

/// <summary>EDM's sampler: integrates the probability flow by Heun's
/// method, with optional churn (Karras et al. 2022, Algorithm 2).</summary>
/// <remarks>
/// The state is x/α in float64, whose noise level is σ/α; the network sees
/// x in float32. Under EDM's schedule that is x itself, and its time.
/// Churn is for such schedules alone.
/// </remarks>
public sealed class HeunSampler : ISampler
{
    private readonly INoiseSchedule schedule;
    private readonly IDenoiser denoiser;
    private readonly HeunOptions options;
    private readonly StepNoise churnNoise;

    /// <summary>Samples a teacher with EDM's defaults.</summary>
    /// <param name="teacher">The model.</param>
    public HeunSampler(ITeacher teacher) : this(teacher, new HeunOptions()) { }

    /// <summary>Samples a teacher.</summary>
    /// <param name="teacher">The model.</param>
    /// <param name="options">How.</param>
    public HeunSampler(ITeacher teacher, HeunOptions options) : this(teacher?.Noise!, teacher is null ? null! : Guards.Around(teacher).Denoiser, options) { }

    /// <summary>Samples a denoiser.</summary>
    /// <param name="schedule">Its noise levels.</param>
    /// <param name="denoiser">The denoiser; not disposed.</param>
    /// <param name="options">How.</param>
    public HeunSampler(INoiseSchedule schedule, IDenoiser denoiser, HeunOptions options) : this(schedule, denoiser, options, SeededStepNoise.Draw) { }

    internal HeunSampler(INoiseSchedule schedule, IDenoiser denoiser, HeunOptions options, StepNoise churnNoise)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(denoiser);
        ArgumentNullException.ThrowIfNull(options);
        (this.schedule, this.denoiser, this.options, this.churnNoise) = (schedule, denoiser, options, churnNoise);
    }

    /// <summary>Whether a time is its noise level, so that churn can raise both by one factor.</summary>
    /// <param name="schedule">The noise levels.</param>
    public static bool AllowsChurn(INoiseSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return LevelAt(schedule, schedule.MaxTime).Noise == schedule.MaxTime;
    }

    /// <inheritdoc/>
    public Tensor Sample(Tensor noise, Condition? condition)
    {
        ArgumentNullException.ThrowIfNull(noise);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var times = schedule.SamplingTimes(options.Steps);
        var start = LevelAt(schedule, times[0]);
        if (options.Churn > 0 && !AllowsChurn(schedule))
            throw new ArgumentException("Churn raises the time by the factor of the noise, which this teacher's schedule does not allow; set it to 0");
        var state = noise.to_type(float64) * start.Noise;
        for (var step = 0; step < options.Steps; step++)
        {
            using var inner = NewDisposeScope();
            state = Step(state, noise, times[step], times[step + 1], step, condition).MoveToOuterDisposeScope();
        }
        return state.to_type(float32).MoveToOuterDisposeScope();
    }

    /// <summary>From one time to the next.</summary>
    private Tensor Step(Tensor state, Tensor noise, double time, double next, int step, Condition? condition)
    {
        // Raise the noise level for a moment.
        var gamma = options.Churn > 0 && time >= options.ChurnFrom && time <= options.ChurnTo ? Math.Min(options.Churn / options.Steps, Math.Sqrt(2) - 1) : 0;
        var raised = schedule.Nearest(time * (1 + gamma));
        if (gamma > 0)
            state = state + (churnNoise(noise, step).to_type(float64) * (Math.Sqrt((raised * raised) - (time * time)) * options.ChurnNoise));

        // Euler's step.
        var change = (next == 0 ? 0 : LevelAt(schedule, next).Noise) - LevelAt(schedule, raised).Noise;
        var slope = Slope(state, raised, condition);
        var ahead = state + (slope * change);
        if (next == 0 || !options.SecondOrder) return ahead;

        // Heun's correction.
        return state + ((slope + Slope(ahead, next, condition)) * (change / 2));
    }

    /// <summary>With x̃ = x/α and σ̃ = σ/α, dx̃/dσ̃ = (x̃ − D(x; t)) / σ̃.</summary>
    private Tensor Slope(Tensor state, double time, Condition? condition)
    {
        var (signal, noise) = LevelAt(schedule, time);
        var t = full([state.shape[0]], time, dtype: float64, device: state.device);
        var denoised = denoiser.Denoise((state * signal).to_type(float32), t, condition);
        return (state - denoised.to_type(float64)) / noise;
    }

    /// <summary>α and σ/α.</summary>
    private static (double Signal, double Noise) LevelAt(INoiseSchedule schedule, double time)
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { time }, dtype: float64, device: CPU);
        var signal = schedule.Alpha(t).item<double>();
        return (signal, schedule.Sigma(t).item<double>() / signal);
    }
}
