using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>A module's tensors by name, as checkpoints hold them.</summary>
public static class StateDict
{
    /// <summary>Parameters and persistent buffers in the order of PyTorch's files: a
    /// module's own parameters, its own buffers, then those of its children.</summary>
    /// <param name="module">The module.</param>
    /// <returns>Names and the module's own tensors, not copies.</returns>
    public static IReadOnlyList<KeyValuePair<string, Tensor>> Of(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var persistent = module.state_dict();
        return [.. Names(module, "").Where(persistent.ContainsKey).Select(name => KeyValuePair.Create(name, persistent[name]))];
    }

    /// <summary>Copies named tensors into a module, all or none.</summary>
    /// <param name="source">The tensors; converted to the module's dtype and device.</param>
    /// <param name="prefix">Only names that begin with it are taken, without it.</param>
    /// <param name="module">The module.</param>
    /// <param name="origin">What to call the source in an error.</param>
    /// <exception cref="InvalidDataException">Names are missing or left
    /// over, or shapes differ: one message with the full list.</exception>
    public static void Copy(IReadOnlyDictionary<string, Tensor> source, string prefix, nn.Module module, string origin)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var held = new HeldTensors(source);
        Copy(held, prefix, module, origin);
    }

    /// <summary>Copies named tensors into a module, all or none, and reads them one after the other.</summary>
    /// <param name="source">The tensors; converted to the module's dtype and device.</param>
    /// <param name="prefix">Only names that begin with it are taken, without it.</param>
    /// <param name="module">The module.</param>
    /// <param name="origin">What to call the source in an error.</param>
    /// <exception cref="InvalidDataException">Names are missing or left
    /// over, or shapes differ: one message with the full list.</exception>
    public static void Copy(ITensorSource source, string prefix, nn.Module module, string origin)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(prefix);
        Check(source, prefix, module, origin);

        using var ungraded = no_grad();
        foreach (var (name, tensor) in Of(module))
        {
            using var scope = NewDisposeScope();
            tensor.copy_(source.Read(prefix + name));
        }
    }

    /// <summary>Checks that named tensors fit a module, without reading them.</summary>
    /// <param name="source">The tensors.</param>
    /// <param name="prefix">Only names that begin with it are looked at, without it.</param>
    /// <param name="module">The module, on any device: on META it takes no memory.</param>
    /// <param name="origin">What to call the source in an error.</param>
    /// <exception cref="InvalidDataException">Names are missing or left
    /// over, or shapes differ: one message with the full list.</exception>
    public static void Check(ITensorSource source, string prefix, nn.Module module, string origin)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(prefix);
        var target = Of(module);
        var given = source.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(entry => entry.Name[prefix.Length..]);
        var wanted = target.Select(pair => pair.Key).ToHashSet();

        var problems = target.Where(pair => !given.ContainsKey(pair.Key)).Select(pair => $"missing: {pair.Key} {Shape(pair.Value.shape)}")
            .Concat(given.Where(pair => !wanted.Contains(pair.Key)).Select(pair => $"not in the network: {pair.Key} {Shape(pair.Value.Shape)}"))
            .Concat(target.Where(pair => given.TryGetValue(pair.Key, out var found) && !found.Shape.SequenceEqual(pair.Value.shape))
                .Select(pair => $"shape of {pair.Key}: found {Shape(given[pair.Key].Shape)}, expected {Shape(pair.Value.shape)}"))
            .ToList();
        if (problems.Count > 0)
            throw new InvalidDataException($"The weights in {origin} do not fit the network:{string.Concat(problems.Select(line => $"\n  {line}"))}");
    }

    private static IEnumerable<string> Names(nn.Module module, string prefix) =>
        module.named_parameters(recurse: false).Select(own => prefix + own.name)
            .Concat(module.named_buffers(recurse: false).Select(own => prefix + own.name))
            .Concat(module.named_children().SelectMany(child => Names(child.module, $"{prefix}{child.name}.")));

    private static string Shape(IEnumerable<long> sizes) => $"[{string.Join(", ", sizes)}]";
}
