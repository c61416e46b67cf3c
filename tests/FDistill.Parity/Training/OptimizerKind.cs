using FDistill.Parity.Checks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>Steps of an optimizer on given gradients.</summary>
internal sealed class OptimizerKind : ICheckKind
{
    public string Name => "fdistill.optimizer";

    public void Compute(Check check, CheckCall call)
    {
        var parameter = nn.Parameter(call.Input("parameter").clone(), requires_grad: true);
        using var optimizer = Optimizer(check.Kwargs, parameter);
        var steps = new List<Tensor>();
        foreach (var gradient in call.Input("gradients").unbind())
        {
            parameter.grad = gradient.clone();
            optimizer.step();
            steps.Add(parameter.detach().clone());
        }

        call.Return("parameters", stack(steps));
    }

    private static optim.Optimizer Optimizer(Kwargs arguments, Parameter parameter)
    {
        var rate = arguments.Number("lr");
        if (arguments.Numbers("betas") is not [var beta1, var beta2]) throw arguments.Unknown("betas", "two numbers");
        var (epsilon, decay) = (arguments.Number("eps"), arguments.Number("weight_decay"));
        return arguments.Text("optimizer") switch
        {
            "adam" => optim.Adam([parameter], rate, beta1, beta2, epsilon, decay),
            "adamw" => optim.AdamW([parameter], rate, beta1, beta2, epsilon, decay),
            "radam" => optim.RAdam([parameter], rate, beta1, beta2, epsilon, decay),
            _ => throw arguments.Unknown("optimizer", "adam, adamw or radam"),
        };
    }
}
