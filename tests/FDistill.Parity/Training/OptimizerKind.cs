using FDistill.Engine.Training.Optimisation;
using FDistill.Parity.Checks;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>Steps of an optimizer on given gradients.</summary>
internal sealed class OptimizerKind : ICheckKind
{
    public string Name => "fdistill.optimizer";

    public void Compute(Check check, CheckCall call)
    {
        var parameter = nn.Parameter(call.Input("parameter").clone(), requires_grad: true);
        var options = UpdateOptimizer.Of(check.Kwargs);
        using var optimizer = new AdamOptimizer(parameter, options);
        var steps = new List<Tensor>();
        foreach (var gradient in call.Input("gradients").unbind())
        {
            parameter.grad = gradient.clone();
            optimizer.Step(options.LearningRate);
            steps.Add(parameter.detach().clone());
        }

        call.Return("parameters", stack(steps));
    }
}
