using FDistill.Engine.Training.Optimisation;
using FDistill.Parity.Checks;

namespace FDistill.Parity.Training;

/// <summary>The optimizer of a recorded step.</summary>
internal static class UpdateOptimizer
{
    /// <summary>Reads its arguments: an object, or a name with the
    /// constants beside it; absent, the weights stay as they are.</summary>
    public static OptimizerOptions Of(Kwargs arguments)
    {
        if (!arguments.Has("optimizer")) return new() { LearningRate = 0, ClipNorm = 0 };
        var constants = arguments.Json("optimizer").ValueKind == System.Text.Json.JsonValueKind.Object ? arguments.Object("optimizer") : arguments;
        if (constants.Numbers("betas") is not [var beta1, var beta2]) throw constants.Unknown("betas", "two numbers");
        return new()
        {
            Kind = constants.Text("optimizer") switch
            {
                "adamw" => Engine.Training.Optimisation.OptimizerKind.AdamW,
                "adam" => Engine.Training.Optimisation.OptimizerKind.Adam,
                "radam" => Engine.Training.Optimisation.OptimizerKind.RAdam,
                _ => throw constants.Unknown("optimizer", "adamw, adam or radam"),
            },
            LearningRate = constants.Number("lr"),
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = constants.Number("eps"),
            WeightDecay = constants.Number("weight_decay", otherwise: 0),
            ClipNorm = 0,
        };
    }
}
