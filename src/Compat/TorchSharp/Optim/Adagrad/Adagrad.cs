using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent scaled by the sum of all squared gradients.</summary>
public partial class Adagrad : OptimizerHelper
{
    public Adagrad(
        IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
        : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
    {
    }

    public Adagrad(
        IEnumerable<ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
    {
        _defaults = new Options {
            LearningRate = lr, InitialLearningRate = lr, lr_decay = lr_decay, initial_accumulator_value = initial_accumulator_value,
            eps = eps, weight_decay = weight_decay };
        foreach (var group in parameters) add_param_group(group);
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        var options = (Options)param_group.Options;
        options.lr_decay ??= defaults.lr_decay;
        options.initial_accumulator_value ??= defaults.initial_accumulator_value;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        base.add_param_group(param_group);
        InitializeStates(param_group, parameter => new State(parameter));
    }

    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Update, closure);

    protected override void Dispose(bool disposing)
    {
        if (disposing) DisposeStates();
        base.Dispose(disposing);
    }

    private void Update(ParamGroup group)
    {
        var options = group.Options;
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null) continue;
            if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay!.Value);
            var state = (State)_state[parameter.Handle];
            var rate = group.LearningRate / (1 + state.step++ * options.lr_decay!.Value);
            state.sum.addcmul_(gradient, gradient, 1);
            parameter.addcdiv_(gradient, state.sum.sqrt().add_(options.eps!.Value), -rate);
        }
    }
}
