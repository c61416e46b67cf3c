using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>The forward process x_t = α(t) x_0 + σ(t) ε and the times that a run draws and samples at.</summary>
/// <remarks>All times are [N] float64 tensors; all functions act entry by entry.</remarks>
public interface INoiseSchedule
{
    /// <summary>The smallest t that training draws.</summary>
    double MinTime { get; }

    /// <summary>The largest t that training draws.</summary>
    double MaxTime { get; }

    /// <summary>The signal's scale α(t).</summary>
    Tensor Alpha(Tensor t);

    /// <summary>The noise's standard deviation σ(t).</summary>
    Tensor Sigma(Tensor t);

    /// <summary>The distribution of the t at which distributions are matched, by its quantile function.</summary>
    /// <param name="u">Uniform numbers in [0, 1).</param>
    /// <returns>t, increasing in u, in [<see cref="MinTime"/>, <see cref="MaxTime"/>].</returns>
    Tensor Quantile(Tensor u);

    /// <summary>The inverse of <see cref="Quantile"/>: the share of draws that are below t.</summary>
    Tensor Cumulative(Tensor t);

    /// <summary>The weight λ(t) of the denoising loss |D(x_t) − x_0|² at
    /// which every t matters alike (EDM: 1/c_out², Table 1 there).</summary>
    Tensor LossWeight(Tensor t);

    /// <summary>Draws the times at which a denoiser of this kind
    /// is trained from scratch (EDM: log-normal in σ).</summary>
    /// <param name="normal">Standard normal numbers.</param>
    /// <returns>t in [0, ∞).</returns>
    Tensor TrainingTime(Tensor normal);

    /// <summary>
    /// The standard deviation of the noise that a student's first step starts from, whatever time the network is given;
    /// null: σ(<see cref="MaxTime"/>), as EDM's samplers start.
    /// </summary>
    double? PureNoiseSigma => null;

    /// <summary>The times at which a student of a number of steps is evaluated.</summary>
    /// <param name="steps">How many network evaluations make one sample; 1 for the paper's student.</param>
    /// <returns>That many times, falling, starting at the time of pure noise.</returns>
    IReadOnlyList<double> StudentTimes(int steps);

    /// <summary>The times of a multi-step sampler of the teacher.</summary>
    /// <param name="steps">How many intervals the trajectory has.</param>
    /// <returns>steps + 1 times, falling, the last of them 0.</returns>
    IReadOnlyList<double> SamplingTimes(int steps);

    /// <summary>The nearest time that the model knows (EDM's round_sigma):
    /// every time, unless it was trained at some of them only.</summary>
    /// <param name="t">A time that a sampler comes to between its own.</param>
    double Nearest(double t) => t;
}
