using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>A file of named tensors, open for reading: a tensor is read when it is asked for.</summary>
public sealed class WeightFile : ITensorSource
{
    private readonly ITensorSource source;
    private readonly KeptTensors kept;
    private readonly IReadOnlyDictionary<string, Tensor>? held;

    /// <summary>An open file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="source">Its tensors; disposed with the file.</param>
    /// <param name="metadata">Facts that the writer stored.</param>
    public WeightFile(string path, ITensorSource source, IReadOnlyDictionary<string, string> metadata)
    {
        (this.source, Path, Metadata) = (source, path, metadata);
        kept = new KeptTensors(source);
    }

    /// <summary>A file that is in memory.</summary>
    /// <param name="path">What it is called.</param>
    /// <param name="tensors">Names and tensors; disposed with the file.</param>
    /// <param name="metadata">Facts about it.</param>
    public WeightFile(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
        : this(path, new HeldTensors(tensors), metadata) => held = tensors;

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Facts that the writer stored. Plain values of a pickle (a network's
    /// constructor arguments, say) are JSON texts here, by their key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>What the file says of its tensors, none of which needs to be read for it.</summary>
    public IReadOnlyList<TensorEntry> Entries => source.Entries;

    /// <summary>Names and tensors, on the CPU, outside every dispose scope: each is
    /// read when it is first asked for, and kept until the file is disposed.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => held ?? kept;

    /// <summary>Reads one tensor without keeping it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>On the CPU, in the caller's dispose scope; it may share
    /// memory with other tensors of the file: do not change it.</returns>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public Tensor Read(string name) => source.Read(name);

    /// <summary>Reads some rows of one tensor; of a safetensors file, no
    /// more than these. Any number of threads may do so at once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many.</param>
    /// <returns>On the CPU, in the caller's dispose scope.</returns>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="InvalidDataException">The file cannot be read there.</exception>
    public Tensor ReadRows(string name, long start, long count) => source.ReadRows(name, start, count);

    /// <summary>Copies the tensors into a module's parameters and buffers, one
    /// after the other: no second copy of all of them is ever in memory.</summary>
    /// <param name="module">The module.</param>
    /// <param name="prefix">Only names that begin with it are taken, without it.</param>
    /// <exception cref="InvalidDataException">Names are missing or left
    /// over, or shapes differ: one message with the full list.</exception>
    public void CopyTo(nn.Module module, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(module);
        StateDict.Copy(source, prefix, module, Path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in held?.Values ?? []) tensor.Dispose();
        kept.Dispose();
        source.Dispose();
    }
}
