using System.Text.Json;
using FDistill.Datasets;
using FDistill.Runs;

namespace FDistill.Plugins.Datasets.Encoded;

/// <summary>The open files of a folder of encoded records. Any number of threads may read at once.</summary>
internal sealed class EncodedShards : IDisposable
{
    private readonly Lazy<OpenShard>[] shards;
    private readonly long[] starts;

    /// <summary>Finds the files; each is opened when it is first read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="manifest">What it holds.</param>
    /// <param name="files">Reads them.</param>
    /// <exception cref="InvalidDataException">Files are missing.</exception>
    public EncodedShards(string folder, EncodedManifest manifest, IWeightFiles files)
    {
        var missing = manifest.Shards.Where(shard => !File.Exists(Path.Combine(folder, shard.File))).ToList();
        if (missing.Count > 0) throw new InvalidDataException($"'{folder}' lacks {missing.Count} of its {manifest.Shards.Count} shards, e.g. '{missing[0].File}': remove {EncodedManifest.FileName}, and 'fdistill dataset encode' makes those behind the gap anew.");
        shards = [.. manifest.Shards.Select(shard => new Lazy<OpenShard>(() => OpenShard.Open(Path.Combine(folder, shard.File), shard, files)))];
        starts = new long[shards.Length];
        for (var place = 1; place < starts.Length; place++) starts[place] = starts[place - 1] + manifest.Shards[place - 1].Records;
    }

    /// <summary>A record's shard, and its row there.</summary>
    /// <exception cref="InvalidDataException">The shard is damaged,
    /// or holds other records than the manifest says.</exception>
    public (OpenShard Shard, int Row) Find(long record)
    {
        var place = Array.BinarySearch(starts, record);
        if (place < 0) place = ~place - 1;
        return (shards[place].Value, (int)(record - starts[place]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shard in shards.Where(shard => shard.IsValueCreated)) shard.Value.File.Dispose();
    }
}

/// <summary>A file of encoded records.</summary>
/// <param name="File">The file.</param>
/// <param name="Captions">Its captions; null where there are none.</param>
/// <param name="Ids">Its records' ids; null where there are none.</param>
internal sealed record OpenShard(WeightFile File, IReadOnlyList<string>? Captions, IReadOnlyList<string>? Ids)
{
    /// <summary>Opens a file, and checks what it says of itself.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or holds other records than the manifest says.</exception>
    public static OpenShard Open(string path, EncodedShard shard, IWeightFiles files)
    {
        var file = files.Read(path);
        try
        {
            var (captions, ids) = (Texts(file, EncodedShard.Captions), Texts(file, EncodedShard.Ids));
            var counts = file.Entries.Select(entry => entry.Shape[0]).Append(captions?.Count ?? shard.Records).Append(ids?.Count ?? shard.Records);
            if (counts.FirstOrDefault(count => count != shard.Records, -1) is >= 0 and var other) throw new InvalidDataException($"'{path}' holds {other} records, its manifest says {shard.Records}: encode anew.");
            return file.Entries.Any(entry => entry.Name == EncodedShard.Moments) ? new OpenShard(file, captions, ids) : throw new InvalidDataException($"'{path}' holds no {EncodedShard.Moments}.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static List<string>? Texts(WeightFile file, string key)
    {
        try
        {
            return file.Metadata.TryGetValue(key, out var json) ? JsonSerializer.Deserialize<List<string>>(json) : null;
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"'{file.Path}': its {key} are damaged: {failure.Message}", failure);
        }
    }
}
