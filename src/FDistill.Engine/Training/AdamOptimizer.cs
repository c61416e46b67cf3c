using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Engine.Training;

/// <summary>Adam or AdamW over one parameter, with its state in reach.</summary>
internal sealed class AdamOptimizer : IDisposable
{
    private readonly OptimizerHelper optimizer;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameter">What it updates.</param>
    /// <param name="options">Its kind and constants.</param>
    public AdamOptimizer(Parameter parameter, OptimizerOptions options) => optimizer = options.Kind switch
    {
        OptimizerKind.AdamW => optim.AdamW([parameter], options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay),
        OptimizerKind.Adam => optim.Adam([parameter], options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "unknown optimizer"),
    };

    /// <summary>The average of the gradient.</summary>
    public Tensor FirstMoment => State is AdamW.State state ? state.exp_avg : ((Adam.State)State).exp_avg;

    /// <summary>The average of its square.</summary>
    public Tensor SecondMoment => State is AdamW.State state ? state.exp_avg_sq : ((Adam.State)State).exp_avg_sq;

    /// <summary>How many steps were made.</summary>
    public long Steps
    {
        get => State is AdamW.State state ? state.step : ((Adam.State)State).step;
        set
        {
            if (State is AdamW.State state) state.step = value;
            else ((Adam.State)State).step = value;
        }
    }

    private OptimizerState State => optimizer.state_dict().State[0];

    /// <summary>Updates the parameter by its gradient.</summary>
    /// <param name="rate">The learning rate.</param>
    public void Step(double rate)
    {
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
        optimizer.step();
    }

    /// <inheritdoc/>
    public void Dispose() => optimizer.Dispose();
}
