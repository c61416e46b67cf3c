using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What every optimizer does alike: its groups, the states of its parameters, and stepping without gradients or leaks.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = new();
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    protected OptimizerHelper()
    {
    }

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Parameters = [.. param_group.Parameters];
        var known = parameters().Select(parameter => parameter.Handle).ToHashSet();
        if (param_group.Parameters.Any(parameter => !known.Add(parameter.Handle)))
            throw new ArgumentException("A parameter belongs to one group, once.", nameof(param_group));

        var options = param_group.Options;
        options.LearningRate ??= _defaults.LearningRate;
        if (options.InitialLearningRate == 0) options.InitialLearningRate = param_group.LearningRate;
        _parameter_groups.Add(param_group);
    }

    public override void zero_grad()
    {
        using var _ = no_grad();
        foreach (var parameter in parameters())
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    /// <summary>Moves the states.</summary>
    public void to(Device device)
    {
        foreach (var state in _state.Values) state.to(device);
    }

    /// <summary>Evaluates the loss, then runs the body for every group, without gradients and in a dispose scope of its own.</summary>
    protected virtual Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using (enable_grad()) loss = loss_closure();
        }

        using var _ = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups) body((T)group);
        return loss;
    }

    private protected void InitializeStates(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        foreach (var parameter in group.Parameters)
        {
            var state = newState(parameter);
            state.Initialize(group.Options);
            _state[parameter.Handle] = state;
        }
    }

    private protected void DisposeStates()
    {
        foreach (var state in _state.Values) ((IDisposable)state).Dispose();
        _state.Clear();
    }
}
