using System.Text.Json;
using FDistill.Engine.Checkpoints;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Support;

/// <summary>Tensors that a reference implementation took in and gave out, with the checks that a re-implementation has to pass.</summary>
internal sealed class Recording : IDisposable
{
    private readonly JsonDocument description;
    private readonly WeightFile tensors;
    private readonly Dictionary<string, WeightFile> others = [];

    private Recording(string path)
    {
        description = JsonDocument.Parse(File.ReadAllText($"{path}.checks.json"));
        tensors = new SafetensorsFiles().Read($"{path}.safetensors");
        Checks = [.. description.RootElement.GetProperty("checks").EnumerateArray().Select(json => new Check(this, json))];
    }

    /// <summary>All checks.</summary>
    public IReadOnlyList<Check> Checks { get; }

    /// <summary>Opens a recording.</summary>
    /// <param name="name">Its path below the recordings' folder, without extension.</param>
    public static Recording Open(string name) => new(Path.Combine(Recordings.Folder!, name));

    /// <summary>The check of an id.</summary>
    public Check this[string id] => Checks.Single(check => check.Id == id);

    /// <summary>A tensor by its name in the file.</summary>
    public Tensor Tensor(string name) => tensors.Tensors[name];

    /// <summary>A list of names.</summary>
    /// <param name="name">What the list is called.</param>
    public IReadOnlyList<string> List(string name) =>
        [.. description.RootElement.GetProperty("lists").GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>The tensors of a file whose names begin with a prefix, by the rest of their names.</summary>
    /// <param name="file">Its path below the recordings' folder.</param>
    /// <param name="prefix">The prefix.</param>
    public Dictionary<string, Tensor> Tensors(string file, string prefix)
    {
        if (!others.TryGetValue(file, out var found)) found = others[file] = new SafetensorsFiles().Read(Path.Combine(Recordings.Folder!, file));
        return found.Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var other in others.Values) other.Dispose();
        tensors.Dispose();
        description.Dispose();
    }
}
