using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent scaled by the ratio of running means of squared steps and squared gradients.</summary>
public partial class Adadelta : OptimizerHelper
{
    public Adadelta(
        IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, rho, eps, weight_decay, maximize)
    {
    }

    public Adadelta(
        IEnumerable<ParamGroup> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
        bool maximize = false)
    {
        _defaults = new Options {
            LearningRate = lr, InitialLearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        var options = (Options)param_group.Options;
        options.rho ??= defaults.rho;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.maximize ??= defaults.maximize;
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
        var (rho, eps) = (options.rho!.Value, options.eps!.Value);
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null) continue;
            if (options.maximize == true) gradient = gradient.neg();
            if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay!.Value);
            var state = (State)_state[parameter.Handle];
            state.step++;
            state.square_avg.mul_(rho).addcmul_(gradient, gradient, 1 - rho);
            var deviation = state.square_avg.add(eps).sqrt_();
            var delta = state.acc_delta.add(eps).sqrt_().div_(deviation).mul_(gradient);
            state.acc_delta.mul_(rho).addcmul_(delta, delta, 1 - rho);
            parameter.add_(delta, -group.LearningRate);
        }
    }
}
