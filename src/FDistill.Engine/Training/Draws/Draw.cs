using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Draws;

/// <summary>Everything of an iteration that is drawn: a batch of N
/// real samples and the random numbers that go with it.</summary>
public sealed record Draw
{
    /// <summary>x_0 of the data: [N, C, H, W] float32.</summary>
    public required Tensor Real { get; init; }

    /// <summary>What the real samples are conditioned on, and the student's are to be.</summary>
    public required Condition? Condition { get; init; }

    /// <summary>What the student starts from: pure noise, or, at its
    /// later times, real samples noised: [N, C, H, W] float32.</summary>
    public required Tensor StudentInput { get; init; }

    /// <summary>The student's times: [N] float64.</summary>
    public required Tensor StudentT { get; init; }

    /// <summary>The noise level at which the student's samples are looked at: [N] float64.</summary>
    public required Tensor T { get; init; }

    /// <summary>The noise that takes them there: [N, C, H, W] float32.</summary>
    public required Tensor Epsilon { get; init; }

    /// <summary>The noise level at which real samples are looked at: [N] float64.</summary>
    public required Tensor RealT { get; init; }

    /// <summary>The noise that takes them there: [N, C, H, W] float32.</summary>
    public required Tensor RealEpsilon { get; init; }

    /// <summary>The direction of the cheap forms of R1: [N, C, H, W] float32; null where they are not used.</summary>
    public Tensor? PenaltyNoise { get; init; }
}
