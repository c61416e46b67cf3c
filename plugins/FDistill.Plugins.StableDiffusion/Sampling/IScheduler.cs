using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Sampling;

/// <summary>A rule that leads from noise to a sample by what a network predicts at some noise levels.</summary>
public interface IScheduler
{
    /// <summary>The levels that the network is asked at, in order; its times.</summary>
    IReadOnlyList<double> Timesteps { get; }

    /// <summary>What standard normal noise is multiplied by to start from.</summary>
    double InitialScale { get; }

    /// <summary>What the network sees of a state.</summary>
    /// <param name="state">[N, C, H, W].</param>
    /// <param name="step">The step's number, from 0 on.</param>
    Tensor NetworkInput(Tensor state, int step);

    /// <summary>One step.</summary>
    /// <param name="prediction">What the network predicts: [N, C, H, W].</param>
    /// <param name="step">The step's number.</param>
    /// <param name="state">[N, C, H, W].</param>
    /// <param name="noise">Gives standard normal noise of the state's shape, if the step asks for it.</param>
    SchedulerStep Step(Tensor prediction, int step, Tensor state, Func<Tensor> noise);
}

/// <summary>What a step leads to.</summary>
/// <param name="State">The next state: [N, C, H, W].</param>
/// <param name="Clean">The estimate of x_0 on the way: [N, C, H, W].</param>
public sealed record SchedulerStep(Tensor State, Tensor Clean);
