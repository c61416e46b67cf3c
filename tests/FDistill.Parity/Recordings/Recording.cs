using System.Text.Json;
using FDistill.Formats.Weights;
using FDistill.Parity.Checks;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Recordings;

/// <summary>Tensors that a reference implementation took in and gave
/// out, with the checks that a re-implementation has to pass.</summary>
internal sealed class Recording : IDisposable
{
    private const string Schema = "fdistill-checks/1";
    private readonly string folder;
    private readonly JsonDocument description;
    private readonly Dictionary<string, WeightFile> open = [];

    private Recording(string folder, JsonDocument description)
    {
        this.folder = folder;
        this.description = description;
        Name = description.RootElement.Text("recording");
        Checks = [.. description.RootElement.Member("checks").EnumerateArray().Select(json => new Check(this, json))];
    }

    /// <summary>Its name: the path of its file from the set's root.</summary>
    public string Name { get; }

    /// <summary>All checks.</summary>
    public IReadOnlyList<Check> Checks { get; }

    /// <summary>Opens a recording.</summary>
    /// <param name="checksFile">The path of its checks file.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Recording Open(string checksFile)
    {
        JsonDocument? description = null;
        try
        {
            description = JsonDocument.Parse(File.ReadAllText(checksFile));
            if (description.RootElement.Member("schema") is { ValueKind: JsonValueKind.String } schema && !schema.ValueEquals(Schema))
                throw new InvalidDataException($"its schema is {schema}, expected {Schema}");
            return new Recording(Path.GetDirectoryName(Path.GetFullPath(checksFile))!, description);
        }
        catch (Exception damage) when (damage is JsonException or InvalidDataException or InvalidOperationException)
        {
            description?.Dispose();
            throw new InvalidDataException($"{checksFile} is no checks file: {damage.Message}", damage);
        }
    }

    /// <summary>Where a file lies that the checks name.</summary>
    /// <param name="name">Its path from the set's root, which is the folder above the recording's own.</param>
    public string PathOf(string name) => name == Name ? Path.Combine(folder, Path.GetFileName(name)) : Path.GetFullPath(Path.Combine(folder, "..", name));

    /// <summary>A list of names.</summary>
    public IReadOnlyList<string> List(string name) =>
        description.RootElement.Member("lists") is { ValueKind: JsonValueKind.Object } lists && lists.Member(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw new InvalidDataException($"there is no list '{name}'");

    /// <summary>A tensor of the recording's own file.</summary>
    public Tensor Tensor(string name) => Read(Name).Tensors.TryGetValue(name, out var found)
        ? found
        : throw new InvalidDataException($"there is no tensor '{name}' in {PathOf(Name)}");

    /// <summary>What an input stands for.</summary>
    /// <param name="reference">The input as it is written.</param>
    /// <param name="place">Where it is written, for messages.</param>
    public Tensor Tensor(JsonElement reference, string place) => TensorReference.Resolve(this, reference, place);

    /// <summary>The tensors of a file whose names begin with a prefix,
    /// by the rest of their names, in the file's order.</summary>
    /// <param name="file">Its path from the set's root.</param>
    /// <param name="prefix">The prefix.</param>
    public Dictionary<string, Tensor> Tensors(string file, string prefix) => Read(file).Tensors
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);

    /// <summary>The weights of a network.</summary>
    /// <param name="written">Where they come from: a file, or a hash.</param>
    /// <param name="check">The check that asks.</param>
    public CheckWeights Weights(JsonElement written, string check)
    {
        if (written.TryGetProperty("hash", out _)) return HashedWeights.Make(this, written, check);
        var (file, prefix) = (written.Text("file"), written.Text("prefix"));
        return new CheckWeights(new RecordedTensors(Tensors(file, prefix).Select(pair => KeyValuePair.Create(pair.Key, RecordedTensor.Of(pair.Key, pair.Value)))), new HashSet<string>(), $"{file}, {prefix}");
    }

    public void Dispose()
    {
        foreach (var check in Checks) check.Dispose();
        foreach (var file in open.Values) file.Dispose();
        description.Dispose();
    }

    private WeightFile Read(string file)
    {
        if (open.TryGetValue(file, out var found)) return found;
        var path = PathOf(file);
        if (!File.Exists(path)) throw new InvalidDataException($"there is no file {path}");
        found = new SafetensorsFiles().Read(path);
        open.Add(file, found);
        return found;
    }
}
