using System.Globalization;
using System.Security.Cryptography;
using FDistill.Datasets;
using FDistill.Engine.Contracts;
using FDistill.Formats.Files;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Datasets.Encoding;

/// <summary>
/// Runs a teacher's encoders once over a dataset, and writes what they make of it:
/// shards of latents' moments and conditions' encodings, then a manifest. What was
/// interrupted or killed resumes behind its last whole shard, with the same bits as if it had not been.
/// </summary>
/// <param name="teacher">Whose encoders.</param>
/// <param name="dataset">What to encode, in the order stored.</param>
/// <param name="environment">Where to compute.</param>
/// <param name="files">Reads and writes shards.</param>
public sealed class DatasetEncoder(ITeacher teacher, IDataset dataset, RunEnvironment environment, IWeightFiles files)
{
    private const string IdentityKey = "encoding", PositionKey = "position", RecordsKey = "records";

    private readonly ITeacher teacher = Guards.Around(teacher);
    private readonly IDataset dataset = Guards.Around(dataset);

    /// <summary>Encodes.</summary>
    /// <param name="folder">The folder to write; made where it is missing.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Receives how many records are encoded.</param>
    /// <param name="cancel">Stops behind a batch; whole shards stay.</param>
    /// <returns>What the folder holds.</returns>
    /// <exception cref="InvalidDataException">The folder holds
    /// another encoding, or the dataset holds no images.</exception>
    /// <exception cref="InvalidOperationException">The teacher works on pixels.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EncodedManifest Encode(string folder, EncodingOptions options, IProgress<long> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        var codec = teacher.Codec ?? throw new InvalidOperationException("the teacher works on pixels: there is nothing to encode");
        if (options.Shard % options.Batch != 0) throw new ArgumentException($"a shard of {options.Shard} records is no multiple of a batch of {options.Batch}", nameof(options));
        var encoding = new StoredEncoding(teacher.Sample, codec.Identity, teacher.Conditions.Identity);
        var identity = Identity(encoding, options);
        Directory.CreateDirectory(folder);
        var (shards, position) = Written(folder, identity);
        if (!File.Exists(Path.Combine(folder, EncodedManifest.FileName)))
        {
            using var stream = dataset.Open(new DataRequest { Batch = options.Batch, Position = position });
            while (Shard(stream, codec, options, shards.Sum(shard => (long)shard.Records), progress, cancel) is { } draft)
            {
                using (draft)
                {
                    var facts = new Dictionary<string, string> { [IdentityKey] = identity, [PositionKey] = Text(stream.Position), [RecordsKey] = Text(draft.Records) };
                    draft.Write(Path.Combine(folder, Name(shards.Count)), files, facts);
                    shards.Add(new EncodedShard(Name(shards.Count), draft.Records));
                }
            }

            if (shards.Count == 0) throw new InvalidDataException("The dataset holds no records.");
        }

        var manifest = new EncodedManifest(EncodedManifest.CurrentSchema, shards.Sum(shard => (long)shard.Records), codec.Pixels, encoding, [.. dataset.Offers], dataset.Classes, options.Source, shards);
        Durable.WriteFile(Path.Combine(folder, EncodedManifest.FileName), file => file.Write(manifest.ToFile()));
        return manifest;
    }

    /// <summary>The next shard; null at the dataset's end.</summary>
    private ShardDraft? Shard(IDataStream stream, ILatentCodec codec, EncodingOptions options, long before, IProgress<long> progress, CancellationToken cancel)
    {
        using var ungraded = no_grad();
        var draft = new ShardDraft(options.Type);
        try
        {
            while (draft.Records < options.Shard)
            {
                cancel.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                if (stream.Next() is not { } batch) break;
                var images = batch.Images ?? throw new InvalidDataException("The dataset holds no images to encode.");
                draft.Add(batch, codec.Moments(images.to(environment.Device)), teacher.Conditions.Precompute(batch));
                progress.Report(before + draft.Records);
            }
        }
        catch
        {
            draft.Dispose();
            throw;
        }

        if (draft.Records > 0) return draft;
        draft.Dispose();
        return null;
    }

    /// <summary>The whole shards that are there, and the place in the dataset behind the last one.</summary>
    private (List<EncodedShard> Shards, long Position) Written(string folder, string identity)
    {
        var (shards, position) = (new List<EncodedShard>(), 0L);
        while (File.Exists(Path.Combine(folder, Name(shards.Count))))
        {
            using var file = files.Read(Path.Combine(folder, Name(shards.Count)));
            if (file.Metadata.GetValueOrDefault(IdentityKey) != identity)
                throw new InvalidDataException($"'{file.Path}' was encoded from another dataset, with another teacher or with other options: name another folder, or remove this one.");
            position = long.Parse(file.Metadata[PositionKey], CultureInfo.InvariantCulture);
            shards.Add(new EncodedShard(Name(shards.Count), int.Parse(file.Metadata[RecordsKey], CultureInfo.InvariantCulture)));
        }

        return (shards, position);
    }

    private static string Identity(StoredEncoding encoding, EncodingOptions options)
    {
        var facts = string.Join('\n', encoding.Latents, encoding.Codec, encoding.Conditions, options.Batch, options.Shard, options.Type, options.Source);
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(facts)));
    }

    private static string Name(int shard) => string.Create(CultureInfo.InvariantCulture, $"{shard:d5}.safetensors");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
