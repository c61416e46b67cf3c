using FDistill.Parity.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

public sealed class OptimizerParityTests
{
    private const string Recorded = "fdistill/student_sampling";

    public static TheoryData<string> Checks => Recordings.Checks(Recorded, "fdistill.optimizer");

    [Theory]
    [MemberData(nameof(Checks))]
    public void Steps_are_the_references(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var parameter = nn.Parameter(check.Input("parameter").clone(), requires_grad: true);
        using var optimizer = Optimizer(check, parameter);

        var steps = new List<Tensor>();
        foreach (var gradient in check.Input("gradients").unbind())
        {
            parameter.grad = gradient.clone();
            optimizer.step();
            steps.Add(parameter.detach().clone());
        }

        check.Expect("parameters", stack(steps));
    }

    private static optim.Optimizer Optimizer(Check check, Parameter parameter)
    {
        var rate = check.Setting("lr").GetDouble();
        var (beta1, beta2) = (check.Setting("betas")[0].GetDouble(), check.Setting("betas")[1].GetDouble());
        var (epsilon, decay) = (check.Setting("eps").GetDouble(), check.Setting("weight_decay").GetDouble());
        return check.Setting("optimizer").GetString() switch
        {
            "adam" => optim.Adam([parameter], rate, beta1, beta2, epsilon, decay),
            "adamw" => optim.AdamW([parameter], rate, beta1, beta2, epsilon, decay),
            "radam" => optim.RAdam([parameter], rate, beta1, beta2, epsilon, decay),
            var other => throw new NotSupportedException(other),
        };
    }
}
