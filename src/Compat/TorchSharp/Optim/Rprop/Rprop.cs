using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Resilient propagation: steps grow while a gradient keeps its sign, and shrink when it turns.</summary>
public partial class Rprop : OptimizerHelper
{
    public Rprop(
        IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
        double max_step = 50, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, etaminus, etaplus, min_step, max_step, maximize)
    {
    }

    public Rprop(
        IEnumerable<ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
        double max_step = 50, bool maximize = false)
    {
        _defaults = new Options {
            LearningRate = lr, InitialLearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step,
            maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        var options = (Options)param_group.Options;
        options.etaminus ??= defaults.etaminus;
        options.etaplus ??= defaults.etaplus;
        options.min_step ??= defaults.min_step;
        options.max_step ??= defaults.max_step;
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
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null) continue;
            gradient = options.maximize == true ? gradient.neg() : gradient.clone();
            var state = (State)_state[parameter.Handle];
            state.step++;

            var agreement = gradient.mul(state.prev);
            var (same, turned) = (agreement.gt(0), agreement.lt(0));
            var factor = ones_like(agreement).masked_fill_(same, options.etaplus!.Value).masked_fill_(turned, options.etaminus!.Value);
            state.step_size.mul_(factor).clamp_(options.min_step!.Value, options.max_step!.Value);
            gradient.masked_fill_(turned, 0);
            parameter.addcmul_(gradient.sign(), state.step_size, -1);
            state.prev.copy_(gradient);
        }
    }
}
