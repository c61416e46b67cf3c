using FDistill.Engine.Training;
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
        var options = Options(check.Kwargs);
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

    private static OptimizerOptions Options(Kwargs arguments)
    {
        if (arguments.Numbers("betas") is not [var beta1, var beta2]) throw arguments.Unknown("betas", "two numbers");
        return new()
        {
            Kind = arguments.Text("optimizer") switch
            {
                "adam" => Engine.Training.OptimizerKind.Adam,
                "adamw" => Engine.Training.OptimizerKind.AdamW,
                "radam" => Engine.Training.OptimizerKind.RAdam,
                _ => throw arguments.Unknown("optimizer", "adam, adamw or radam"),
            },
            LearningRate = arguments.Number("lr"),
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = arguments.Number("eps"),
            WeightDecay = arguments.Number("weight_decay"),
        };
    }
}
