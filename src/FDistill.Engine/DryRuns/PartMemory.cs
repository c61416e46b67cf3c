using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.DryRuns;

/// <summary>What one network of a distillation keeps in memory between two iterations, in bytes.</summary>
/// <param name="Part">What the network is.</param>
/// <param name="Parameters">How many parameters it has.</param>
/// <param name="Weights">Its parameters and buffers.</param>
/// <param name="Gradients">The gradient of its update.</param>
/// <param name="Optimizer">The optimizer's moments, and the float32 masters of weights in a smaller type.</param>
/// <param name="Averages">Moving averages of its weights.</param>
public sealed record PartMemory(string Part, long Parameters, long Weights, long Gradients, long Optimizer, long Averages)
{
    /// <summary>All of it.</summary>
    public long Total => Weights + Gradients + Optimizer + Averages;

    /// <summary>The networks of a distillation.</summary>
    /// <param name="teacher">Its teacher.</param>
    /// <param name="distiller">Its loop.</param>
    public static IReadOnlyList<PartMemory> Of(Teachers.ITeacher teacher, Distiller distiller)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(distiller);
        using var scope = NewDisposeScope();
        var averages = distiller.Student.Averages.Sum(average => Bytes(average.Parameters.Select(pair => pair.Value)));
        return
        [
            new("teacher", Count(teacher.Denoiser.Module), Bytes(StateDict.Of(teacher.Denoiser.Module).Select(pair => pair.Value)), 0, 0, 0),
            Trained("student", distiller.Student.Network, averages),
            Trained("fake score", distiller.FakeScore.Network, 0),
            Trained("head", distiller.Discriminator.Network, 0),
        ];
    }

    private static PartMemory Trained(string part, TrainedNetwork network, long averages) => new(
        part,
        Count(network.Module),
        Bytes(StateDict.Of(network.Module).Select(pair => pair.Value)),
        Bytes(network.Gradients.Select(pair => pair.Value)),
        Bytes(network.SaveOptimizer().Select(pair => pair.Value)),
        averages);

    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());

    private static long Bytes(IEnumerable<Tensor> tensors) => tensors.Sum(tensor => tensor.numel() * tensor.element_size());
}
