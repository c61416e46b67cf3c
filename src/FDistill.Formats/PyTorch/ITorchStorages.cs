using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>Where a format of PyTorch keeps the numbers of its tensors.</summary>
internal interface ITorchStorages
{
    /// <summary>A storage that a pickle names.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="type">The type of its numbers.</param>
    /// <param name="count">How many it has.</param>
    /// <exception cref="FormatException">The file has no such storage.</exception>
    TensorStorage Named(string key, ScalarType type, long count);

    /// <summary>A storage that lies in the pickle, as bytes.</summary>
    /// <exception cref="FormatException">They are no storage.</exception>
    TensorStorage Within(Pickles.PickleBytes bytes);
}
