using FDistill.Torch.Operators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Optimisation;

/// <summary>Adam, AdamW or RAdam over one parameter, with its state in reach.</summary>
/// <remarks>Adam and AdamW are libtorch's fused operators: one pass over weights, gradient
/// and moments, and no memory besides. RAdam, which has none, is written out.</remarks>
internal sealed class AdamOptimizer : IDisposable
{
    private static readonly Operator FusedAdam = new("aten::_fused_adam_"), FusedAdamW = new("aten::_fused_adamw_");

    private readonly Parameter parameter;
    private readonly OptimizerOptions options;
    private readonly Tensor step;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="parameter">What it updates; float32. It stays the
    /// caller's, and has a gradient whenever a step is made.</param>
    /// <param name="options">Its kind and constants.</param>
    public AdamOptimizer(Parameter parameter, OptimizerOptions options)
    {
        if (!Enum.IsDefined(options.Kind)) throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "unknown optimizer");
        (this.parameter, this.options) = (parameter, options);
        FirstMoment = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();
        SecondMoment = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();
        step = zeros([], dtype: ScalarType.Float32, device: parameter.device).DetachFromDisposeScope();
    }

    /// <summary>The average of the gradient.</summary>
    public Tensor FirstMoment { get; }

    /// <summary>The average of its square.</summary>
    public Tensor SecondMoment { get; }

    /// <summary>How many steps were made.</summary>
    public long Steps { get; set; }

    /// <summary>Updates the parameter by its gradient.</summary>
    /// <param name="rate">The learning rate.</param>
    public void Step(double rate)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        Steps++;
        if (options.Kind == OptimizerKind.RAdam) Rectified(rate);
        else Fused(options.Kind == OptimizerKind.Adam ? FusedAdam : FusedAdamW, rate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        step.Dispose();
    }

    private void Fused(Operator update, double rate)
    {
        step.fill_(Steps);
        update.Run(
            new[] { parameter.alias() }, new[] { parameter.grad! }, new[] { FirstMoment }, new[] { SecondMoment }, Array.Empty<Tensor>(), new[] { step },
            rate, options.Beta1, options.Beta2, options.WeightDecay, options.Epsilon, false, false, OperatorArgument.None, OperatorArgument.None);
    }

    /// <summary>Algorithm 2 of Liu et al. (2020): without the variance until its estimate can
    /// be rectified, which is from a length ρ of more than 5 on (PyTorch's bound).</summary>
    private void Rectified(double rate)
    {
        var (correction1, correction2) = (1 - Math.Pow(options.Beta1, Steps), 1 - Math.Pow(options.Beta2, Steps));
        var gradient = options.WeightDecay == 0 ? parameter.grad! : parameter.grad!.add(parameter, alpha: options.WeightDecay);
        FirstMoment.mul_(options.Beta1).add_(gradient, alpha: 1 - options.Beta1);
        SecondMoment.mul_(options.Beta2).addcmul_(gradient, gradient, 1 - options.Beta2);

        var longest = 2 / (1 - options.Beta2) - 1;
        var length = longest - 2 * Steps * (1 - correction2) / correction2;
        if (length <= 5)
        {
            parameter.add_(FirstMoment, alpha: -rate / correction1);
            return;
        }

        var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        parameter.addcdiv_(FirstMoment, SecondMoment.sqrt().add_(options.Epsilon), -rate * rectification * Math.Sqrt(correction2) / correction1);
    }
}
