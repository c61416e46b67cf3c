using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints;

/// <summary>All that the next turn of a training depends on.</summary>
/// <param name="Files">Named tensors, by the name of the file that holds them (without <c>.safetensors</c>), e.g. <c>student</c>.</param>
/// <param name="Counters">Whole numbers by name: turns done, position in the dataset, …</param>
public sealed record TrainingState(
    IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>> Files,
    IReadOnlyDictionary<string, long> Counters);
