using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>A row of numbers in a file, which several tensors may look at.</summary>
/// <param name="type">Their type.</param>
/// <param name="count">How many.</param>
internal sealed class TensorStorage(ScalarType type, long count)
{
    /// <summary>The numbers' type.</summary>
    public ScalarType Type => type;

    /// <summary>How many there are.</summary>
    public long Count => count;

    /// <summary>How many bytes they take.</summary>
    public long Bytes => count * TorchTypes.Bytes(type);

    /// <summary>Where in the file they begin; a legacy file says so only behind its pickles.</summary>
    public long? Start { get; internal set; }
}
