using System.Collections.ObjectModel;
using FDistill.Teachers;

namespace FDistill.Datasets;

/// <summary>A source of training or reference data.</summary>
public interface IDataset
{
    /// <summary>How many records there are; null where that is not known.</summary>
    long? Count { get; }

    /// <summary>The shape of the images it yields; all zero where it yields none, but captions alone.</summary>
    SampleShape Pixels { get; }

    /// <summary>The kinds of condition that its records carry: of
    /// <see cref="ConditionKinds"/>, or a plugin's own.</summary>
    IReadOnlyCollection<string> Offers { get; }

    /// <summary>How many classes its labels tell apart, 0 … Classes
    /// − 1; null where it has no labels or does not know.</summary>
    long? Classes => null;

    /// <summary>What encoded its records, where these are latents and
    /// encodings instead of images; null where they are not.</summary>
    StoredEncoding? Encoding => null;

    /// <summary>Opens a stream of batches.</summary>
    /// <param name="request">What, in which order, from where on.</param>
    /// <returns>The stream; the caller disposes it.</returns>
    IDataStream Open(DataRequest request);
}

/// <summary>What encoded stored records. A teacher can use them that has the same encoders.</summary>
/// <param name="Latents">The shape of the latents.</param>
/// <param name="Codec">The <see cref="ILatentCodec.Identity"/> of what encoded the images.</param>
/// <param name="Conditions">The <see cref="IConditionEncoder.Identity"/> of
/// what encoded the conditions; null where these are not stored.</param>
public sealed record StoredEncoding(SampleShape Latents, string Codec, string? Conditions);

/// <summary>A request for batches.</summary>
public sealed record DataRequest
{
    /// <summary>Records in a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>The seed of the order; null for one pass in the
    /// order stored, whose last batch may be smaller.</summary>
    public long? Seed { get; init; }

    /// <summary>This process's number among <see cref="World"/>; the shares
    /// of all ranks together are the whole, without overlap.</summary>
    public int Rank { get; init; }

    /// <summary>How many processes share the data.</summary>
    public int World { get; init; } = 1;

    /// <summary>Where to resume: a <see cref="IDataStream.Position"/> reported
    /// by a stream of the same request; 0 is the beginning.</summary>
    public long Position { get; init; }
}

/// <summary>A stream of batches. With a seed it never ends: every epoch has
/// its own order, which depends on the seed and the epoch alone.</summary>
public interface IDataStream : IDisposable
{
    /// <summary>Where the stream stands: a number that grows with every batch, and
    /// at which a stream of the same request can be opened to resume exactly here.
    /// Of numbered records it is how many of this rank's share have
    /// been handed out since the stream's very beginning.</summary>
    long Position { get; }

    /// <summary>How many records were passed over since the stream was
    /// opened, by reason; empty where every record is handed out.</summary>
    IReadOnlyDictionary<string, long> PassedOver => ReadOnlyDictionary<string, long>.Empty;

    /// <summary>The next batch.</summary>
    /// <returns>The batch, on the CPU, in the caller's dispose
    /// scope; null at the end of a pass without a seed.</returns>
    DataBatch? Next();
}
