using FDistill.Engine.Training;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.DryRuns;

/// <summary>What a distillation will take in the memory of its device, known from sizes alone.</summary>
/// <param name="Parts">Teacher, student, fake score and head.</param>
/// <param name="Idle">What encodes and decodes.</param>
/// <param name="IsOnCpu">Whether the device's memory is the machine's.</param>
public sealed record MemoryPlan(IReadOnlyList<PlannedPart> Parts, IReadOnlyList<IdleNetwork> Idle, bool IsOnCpu)
{
    /// <summary>What libraries take for themselves: a CUDA context,
    /// workspaces of convolutions, the program. (house: half a GiB)</summary>
    public const long Reserve = 1L << 29;

    /// <summary>Between two iterations.</summary>
    public long Resting => Parts.Sum(part => part.Resting) + Idle.Where(IsOnDevice).Sum(network => network.Bytes) + Reserve;

    /// <summary>Of the iteration that holds more: the student's, in which the teacher's
    /// features send gradients back to the samples, or that of fake score and head.</summary>
    public long Activations => Math.Max(Parts[0].Activations + Parts[1].Activations, Parts[2].Activations);

    /// <summary>All of it, in the iteration that holds most.</summary>
    public long Total => Resting + Activations;

    /// <summary>Plans.</summary>
    /// <param name="model">The teacher's sizes.</param>
    /// <param name="head">The head's.</param>
    /// <param name="options">How the student is trained.</param>
    /// <param name="settings">What of it decides on the memory.</param>
    /// <param name="isOnCpu">Where.</param>
    public static MemoryPlan Of(ModelFootprint model, PlannedHead head, TrainingOptions options, MemorySettings settings, bool isOnCpu)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        var isMixed = settings.Precision == Precision.Bf16;
        var pass = new PlannedPass(settings.Batch, isMixed ? ScalarType.BFloat16 : ScalarType.Float32, isOnCpu, settings.GradientCheckpointing, UpTo: null);
        var whole = model.Activations(pass);
        var features = options.AdversarialWeight > 0 ? model.Activations(pass with { UpTo = head.Wanted }) : 0;
        var teacher = new PlannedPart("teacher", model.Parameters) { Weights = model.Parameters * pass.NumberBytes, Activations = features };
        return new(
        [
            teacher,
            Trained("student", model.Parameters, isMixed) with { Averages = Math.Max(1, options.Averages.Count) * sizeof(float) * model.Parameters, Activations = whole },
            Trained("fake score", model.Parameters, isMixed) with { Activations = whole },
            Trained("head", head.Parameters, isMixed: false),
        ], model.Idle, isOnCpu);
    }

    /// <summary>Whether an idle network waits in the memory that is planned.</summary>
    public bool IsOnDevice(IdleNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Offload == Offload.None || (network.Offload == Offload.Memory && IsOnCpu);
    }

    private static PlannedPart Trained(string part, long parameters, bool isMixed) => new(part, parameters)
    {
        Weights = parameters * (isMixed ? 2 : sizeof(float)),
        Masters = isMixed ? parameters * sizeof(float) : 0,
        Optimizer = 2 * parameters * sizeof(float),
        Gradients = parameters * (isMixed ? 2 + sizeof(float) : sizeof(float)),
    };
}

/// <summary>What one network of a distillation takes, in bytes.</summary>
/// <param name="Part">What the network is.</param>
/// <param name="Parameters">How many parameters it has.</param>
public sealed record PlannedPart(string Part, long Parameters)
{
    /// <summary>Its weights.</summary>
    public long Weights { get; init; }

    /// <summary>Float32 masters of weights in a smaller type.</summary>
    public long Masters { get; init; }

    /// <summary>The optimizer's two moments.</summary>
    public long Optimizer { get; init; }

    /// <summary>Moving averages of the weights.</summary>
    public long Averages { get; init; }

    /// <summary>Gradients: in the weights' type, and in float32 where that is another.</summary>
    public long Gradients { get; init; }

    /// <summary>What its pass holds for the backward pass.</summary>
    public long Activations { get; init; }

    /// <summary>All that stays between two iterations.</summary>
    public long Resting => Weights + Masters + Optimizer + Averages + Gradients;
}

/// <summary>A head's size.</summary>
/// <param name="Parameters">How many parameters it has.</param>
/// <param name="Wanted">The features that it looks at.</param>
public sealed record PlannedHead(long Parameters, FeatureSelection Wanted);
