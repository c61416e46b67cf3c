using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averaged stochastic gradient descent.</summary>
public partial class ASGD : OptimizerHelper
{
    public ASGD(
        IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
        double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
    {
    }

    public ASGD(
        IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
        double weight_decay = 0, bool maximize = false)
    {
        _defaults = new Options {
            LearningRate = lr, InitialLearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay,
            maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        var options = (Options)param_group.Options;
        options.lambd ??= defaults.lambd;
        options.alpha ??= defaults.alpha;
        options.t0 ??= defaults.t0;
        options.weight_decay ??= defaults.weight_decay;
        options.maximize ??= defaults.maximize;
        base.add_param_group(param_group);
        InitializeStates(param_group, parameter => new State(parameter));
    }

    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup<Options>>(Update, closure);

    protected override void Dispose(bool disposing)
    {
        if (disposing) DisposeStates();
        base.Dispose(disposing);
    }

    private void Update(ParamGroup<Options> group)
    {
        var options = group.Options;
        var (decay, rate) = (options.lambd!.Value, group.LearningRate);
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null) continue;
            if (options.maximize == true) gradient = gradient.neg();
            if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay!.Value);
            var state = (State)_state[parameter.Handle];
            state.step++;
            parameter.mul_(1 - decay * state.eta).add_(gradient, -state.eta);
            if (state.mu == 1) state.ax.copy_(parameter);
            else state.ax.add_(parameter.sub(state.ax).mul_(state.mu));
            state.eta = rate / Math.Pow(1 + decay * rate * state.step, options.alpha!.Value);
            state.mu = 1 / Math.Max(1, state.step - options.t0!.Value);
        }
    }
}
