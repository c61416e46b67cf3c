using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Engine.Training;

/// <summary>Adam, AdamW or RAdam over one parameter, with its state in reach.</summary>
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
        OptimizerKind.RAdam => optim.RAdam([parameter], options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "unknown optimizer"),
    };

    /// <summary>The average of the gradient.</summary>
    public Tensor FirstMoment => State switch
    {
        AdamW.State state => state.exp_avg,
        Adam.State state => state.exp_avg,
        var state => ((RAdam.State)state).exp_avg,
    };

    /// <summary>The average of its square.</summary>
    public Tensor SecondMoment => State switch
    {
        AdamW.State state => state.exp_avg_sq,
        Adam.State state => state.exp_avg_sq,
        var state => ((RAdam.State)state).exp_avg_sq,
    };

    /// <summary>How many steps were made.</summary>
    public long Steps
    {
        get => State switch
        {
            AdamW.State state => state.step,
            Adam.State state => state.step,
            var state => ((RAdam.State)state).step,
        };
        set
        {
            switch (State)
            {
                case AdamW.State state: state.step = value; break;
                case Adam.State state: state.step = value; break;
                case var state: ((RAdam.State)state).step = value; break;
            }
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
