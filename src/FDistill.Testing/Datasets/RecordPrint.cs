using System.Globalization;
using System.Security.Cryptography;
using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Testing.Datasets;

/// <summary>What distinguishes a record from others: a hash of all that a batch says of it.</summary>
internal static class RecordPrint
{
    /// <summary>The prints of a batch's records.</summary>
    public static IReadOnlyList<string> Of(DataBatch batch) => [.. Enumerable.Range(0, (int)batch.Count).Select(n => Of(batch, n))];

    private static string Of(DataBatch batch, int record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string? text) => hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        void AddTensor(Tensor? values)
        {
            if (values is null) return;
            using var scope = NewDisposeScope();
            hash.AppendData(values[record].to(CPU).contiguous().bytes.ToArray());
        }

        AddTensor(batch.Images);
        AddTensor(batch.LatentMoments);
        AddTensor(batch.Labels);
        foreach (var (name, values) in batch.Encodings ?? new Dictionary<string, Tensor>())
        {
            Add(name);
            AddTensor(values);
        }

        Add(batch.Captions?[record]);
        Add(batch.Ids?[record]);
        Add(batch.OriginalSizes is { } sizes ? string.Create(CultureInfo.InvariantCulture, $"{sizes[record]}") : null);
        Add(batch.Crops is { } crops ? string.Create(CultureInfo.InvariantCulture, $"{crops[record]}") : null);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
