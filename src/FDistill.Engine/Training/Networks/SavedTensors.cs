using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>Restores named tensors of a saved state.</summary>
internal static class SavedTensors
{
    /// <summary>Copies saved tensors into the ones in use.</summary>
    /// <param name="saved">Names and tensors.</param>
    /// <param name="targets">Names and the tensors to fill.</param>
    /// <param name="origin">What to call the source in an error.</param>
    /// <exception cref="InvalidDataException">A name is missing, or its shape differs.</exception>
    public static void Copy(IReadOnlyDictionary<string, Tensor> saved, IEnumerable<KeyValuePair<string, Tensor>> targets, string origin)
    {
        foreach (var (name, target) in targets)
        {
            var found = Find(saved, name, origin);
            if (!found.shape.SequenceEqual(target.shape))
                throw new InvalidDataException($"{origin}: '{name}' has shape [{string.Join(", ", found.shape)}], expected [{string.Join(", ", target.shape)}]");
            target.copy_(found);
        }
    }

    /// <summary>A saved tensor.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public static Tensor Find(IReadOnlyDictionary<string, Tensor> saved, string name, string origin) =>
        saved.TryGetValue(name, out var found) ? found : throw new InvalidDataException($"{origin}: '{name}' is missing from the saved state");
}
