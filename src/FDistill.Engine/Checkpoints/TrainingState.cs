using static TorchSharp.torch;

namespace FDistill.Engine.Checkpoints;

/// <summary>All that the next iteration of a training depends on.</summary>
/// <param name="Files">Named tensors, by the name of the file that holds
/// them (without <c>.safetensors</c>), e.g. <c>student</c>.</param>
/// <param name="Counters">Whole numbers by name: iterations done, position in the dataset, …</param>
public sealed record TrainingState(
    IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>> Files,
    IReadOnlyDictionary<string, long> Counters)
{
    /// <summary>The tensors of a file by name.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="InvalidDataException">There is no such file: the
    /// state is of another kind of training, or of other options.</exception>
    public IReadOnlyDictionary<string, Tensor> File(string name) =>
        Files.TryGetValue(name, out var tensors)
            ? tensors.ToDictionary()
            : throw new InvalidDataException($"the saved state has no '{name}', only {string.Join(", ", Files.Keys)}; was it saved with other options?");

    /// <summary>One of the whole numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is no such number.</exception>
    public long Counter(string name) =>
        Counters.TryGetValue(name, out var value)
            ? value
            : throw new InvalidDataException($"the saved state has no counter '{name}', only {string.Join(", ", Counters.Keys)}");

    /// <summary>One of the whole numbers that count something.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is no such number, or it is negative.</exception>
    public long Count(string name) => Counter(name) is >= 0 and var count ? count : throw new InvalidDataException($"the saved state says {name} is {Counter(name)}; a count is 0 or more");
}
