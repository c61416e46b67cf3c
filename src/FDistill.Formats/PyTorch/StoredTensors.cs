using FDistill.Formats.Files;
using FDistill.Formats.Pickles;

namespace FDistill.Formats.PyTorch;

/// <summary>Finds the tensors in a pickle's value and names them by
/// their path; those of a module as its state dict does.</summary>
internal sealed class StoredTensors
{
    private readonly ReadableFile file;
    private readonly Walk walk;
    private readonly List<KeyValuePair<string, StoredTensor>> found = [];

    private StoredTensors(ReadableFile file) => (this.file, walk) = (file, new Walk(file));

    /// <summary>Names and tensors, in their order.</summary>
    /// <param name="value">A dictionary, list, module or tensor.</param>
    /// <param name="file">Where it was read.</param>
    /// <exception cref="InvalidDataException">The value contains itself, or too much.</exception>
    public static IReadOnlyList<KeyValuePair<string, StoredTensor>> In(object? value, ReadableFile file)
    {
        var tensors = new StoredTensors(file);
        tensors.Add("", value);
        return tensors.found;
    }

    private void Add(string path, object? value)
    {
        using var step = walk.Into(path);
        switch (value)
        {
            case StoredTensor tensor: found.Add(KeyValuePair.Create(path, Sensible(path, tensor))); break;
            case NumpyArray { Tensor: { } tensor }: found.Add(KeyValuePair.Create(path, Sensible(path, tensor))); break;
            case PickleDictionary dictionary: foreach (var (key, item) in dictionary.Entries) Add(Below(path, FormattableString.Invariant($"{key}")), item); break;
            case PickleSequence sequence: foreach (var (index, item) in sequence.Items.Index()) Add(Below(path, $"{index}"), item); break;
            case PickleObject { IsScripted: true } module: foreach (var (name, item) in module.Attributes.Entries) Add(Below(path, $"{name}"), item); break;
            case PickleObject module: AddModule(path, module.Attributes); break;
        }
    }

    /// <summary>Parameters and persistent buffers, then those of the
    /// modules inside, as <c>state_dict()</c> has them.</summary>
    private void AddModule(string path, PickleDictionary attributes)
    {
        var passing = attributes.TryGet("_non_persistent_buffers_set", out var names) ? ((names as PickleSequence)?.Items ?? []).ToHashSet() : [];
        foreach (var (name, value) in Entries(attributes, "_parameters")) Add(Below(path, $"{name}"), value);
        foreach (var (name, value) in Entries(attributes, "_buffers").Where(buffer => !passing.Contains(buffer.Key))) Add(Below(path, $"{name}"), value);
        foreach (var (name, value) in Entries(attributes, "_modules")) Add(Below(path, $"{name}"), value);
    }

    private static IReadOnlyList<KeyValuePair<object, object?>> Entries(PickleDictionary attributes, string name) =>
        attributes.TryGet(name, out var value) && value is PickleDictionary dictionary ? dictionary.Entries : [];

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A tensor whose entries share numbers (stride 0) may claim any
    /// size: one that is larger than the whole file is no weight.</summary>
    private StoredTensor Sensible(string path, StoredTensor tensor)
    {
        const long small = 1 << 24;
        var bytes = tensor.Shape.Aggregate(1L, (product, size) => product * size) * TorchTypes.Bytes(tensor.Type);
        return bytes <= Math.Max(small, file.Length)
            ? tensor
            : throw new InvalidDataException($"'{file.Path}': '{path}' is said to be [{string.Join(", ", tensor.Shape)}], {bytes} bytes; the file has {file.Length}");
    }
}
