namespace FDistill.Engine.Training.Optimisation;

/// <summary>The learning rate at every iteration of a run.</summary>
/// <param name="options">Its shape.</param>
/// <param name="rate">The rate that the shape scales.</param>
/// <param name="iterations">How many iterations the run has.</param>
public sealed class LearningRateSchedule(LearningRateOptions options, double rate, long iterations)
{
    /// <summary>The rate in an iteration.</summary>
    /// <param name="iteration">Its number, from 0 on.</param>
    public double At(long iteration) => rate * WarmUp(iteration) * Shape(iteration);

    private double WarmUp(long iteration) => options.WarmUp == 0 ? 1 : Math.Min(1, (iteration + 1.0) / options.WarmUp);

    private double Shape(long iteration)
    {
        if (iteration < options.DecayFrom) return 1;
        var progress = Math.Min(1, (iteration - options.DecayFrom) / (double)Math.Max(1, iterations - options.DecayFrom));
        return options.Shape switch
        {
            LearningRateShape.Constant => 1,
            LearningRateShape.TwoStage => options.FinalShare,
            LearningRateShape.Linear => 1 + (options.FinalShare - 1) * progress,
            LearningRateShape.Cosine => options.FinalShare + (1 - options.FinalShare) * (1 + Math.Cos(Math.PI * progress)) / 2,
            _ => throw new ArgumentOutOfRangeException(nameof(iteration), options.Shape, "unknown shape"),
        };
    }
}
