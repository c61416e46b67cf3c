using FDistill.Formats.Files;
using FDistill.Runs;

namespace FDistill.Formats.PyTorch;

/// <summary>A file of PyTorch, whichever of its formats: <c>torch.save</c>
/// old and new, or a plain pickle as EDM writes it.</summary>
/// <param name="Format">Which of them.</param>
/// <param name="Value">The root value of its pickle.</param>
/// <param name="Metadata">What the writer said besides.</param>
internal sealed record TorchFile(TorchFormat Format, object? Value, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The first byte of every pickle of protocol 2 or later.</summary>
    public const byte PickleBeginning = 0x80;

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Reads the pickles of a file, and none of its tensors' numbers.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or would have code run.</exception>
    public static TorchFile Read(ReadableFile file)
    {
        var beginning = new byte[Math.Min(file.Length, TorchLegacy.Beginning.Length)];
        file.Read(0, beginning);
        if (beginning.AsSpan().StartsWith(TorchZip.Beginning))
        {
            var (value, metadata) = TorchZip.Read(file);
            return new(TorchFormat.Zip, value, metadata);
        }
        return beginning.AsSpan().SequenceEqual(TorchLegacy.Beginning)
            ? new(TorchFormat.Legacy, TorchLegacy.Read(file, 0, file.Length), None)
            : new(TorchFormat.Pickle, new Pickles.PickleReader(file, 0, file.Length, new TorchVocabulary(new PickledStorages())).Read(), None);
    }

    /// <summary>Opens a file of weights.</summary>
    /// <param name="file">The file; disposed with the result.</param>
    public static WeightFile Open(ReadableFile file)
    {
        var (_, value, metadata) = Read(file);
        var tensors = new TorchTensors(file, StoredTensors.In(value, file));
        return new WeightFile(file.Path, tensors, PlainValues.Of(value, file).Concat(metadata).DistinctBy(fact => fact.Key).ToDictionary());
    }
}
