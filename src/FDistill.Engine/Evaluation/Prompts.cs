using FDistill.Datasets;
using FDistill.Engine.Contracts;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>The texts that samples are asked for: as many samples of the first as there
/// are to be of each, then those of the second, …, and from the start again.</summary>
/// <param name="texts">The texts; at least one.</param>
/// <param name="imagesEach">How many samples of each follow each other.</param>
public sealed class Prompts(IReadOnlyList<string> texts, int imagesEach = 1)
{
    private const int ReadAtOnce = 16;

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>How many samples there are before the first text comes again.</summary>
    public long Length => (long)texts.Count * imagesEach;

    /// <summary>Reads the captions of a dataset, in the order in which it stores them.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="imagesEach">How many samples are asked for by each.</param>
    /// <exception cref="InvalidDataException">Its records hold no captions, or there are none.</exception>
    public static Prompts Read(IDataset dataset, long limit, int imagesEach = 1)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var texts = new List<string>();
        using var stream = Guards.Around(dataset).Open(new DataRequest { Batch = (int)Math.Min(limit, ReadAtOnce) });
        while (texts.Count < limit)
        {
            using var scope = NewDisposeScope();
            if (stream.Next() is not { } records) break;
            texts.AddRange(records.Captions ?? throw new InvalidDataException("The records of this dataset hold no captions to ask for samples by: choose another one."));
        }
        if (texts.Count == 0) throw new InvalidDataException("This dataset is empty: there are no captions to ask for samples by.");
        return new Prompts([.. texts.Take((int)Math.Min(limit, int.MaxValue))], imagesEach);
    }

    /// <summary>The texts of some samples.</summary>
    /// <param name="first">The first sample's number.</param>
    /// <param name="count">How many samples.</param>
    public IReadOnlyList<string> Of(long first, int count) =>
        [.. Enumerable.Range(0, count).Select(number => texts[(int)((first + number) / imagesEach % texts.Count)])];
}
