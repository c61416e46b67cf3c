using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with the largest gradient in the place of the mean of squares.</summary>
public partial class Adamax : OptimizerHelper, torch.optim.IBetas
{
    public Adamax(
        IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay)
    {
    }

    public Adamax(
        IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0)
    {
        _defaults = new Options {
            LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay };
        foreach (var group in parameters) add_param_group(group);
    }

    public (double, double) Betas
    {
        get => ((ParamGroup)_parameter_groups[0]).Betas;
        set
        {
            foreach (ParamGroup group in _parameter_groups) group.Betas = value;
        }
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        var options = (Options)param_group.Options;
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
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
        var (beta1, beta2) = group.Betas;
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null) continue;
            if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay!.Value);
            var state = (State)_state[parameter.Handle];
            state.step++;
            state.exp_avg.mul_(beta1).add_(gradient, 1 - beta1);
            state.exp_inf.copy_(state.exp_inf.mul_(beta2).maximum(gradient.abs().add_(options.eps!.Value)));
            var rate = group.LearningRate / (1 - Math.Pow(beta1, state.step));
            parameter.addcdiv_(state.exp_avg, state.exp_inf, -rate);
        }
    }
}
