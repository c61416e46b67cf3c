using System.Formats.Tar;

namespace FDistill.Plugins.Datasets.WebDataset.Shards;

/// <summary>Walks through the headers of a tar file (ustar, pax, GNU) and
/// groups its files into samples; their bytes are passed over.</summary>
internal static class ShardReader
{
    private const int Block = 512;

    /// <summary>The samples of a shard, one after the other. Where the
    /// shard is damaged, that is reported, and it ends there.</summary>
    /// <param name="shard">The shard.</param>
    public static IEnumerable<ShardEntry> Read(ShardFile shard)
    {
        using var file = File.OpenRead(shard.Path);
        using var tar = new TarReader(file);
        ShardSample? sample = null;
        var (ordinal, end, isWhole) = (0, 0L, true);
        while (true)
        {
            var (member, damage) = Next(tar, shard, end);
            if (damage is not null)
            {
                // What came of the last sample cannot be determined from what is missing of it.
                yield return ShardEntry.Damaged(shard.Path, damage);
                yield break;
            }

            if (member is { } next) end = next.Place.Start + next.Place.Length;
            if (sample is not null && member?.Key != sample.Key)
            {
                if (isWhole) yield return ShardEntry.Of(sample);
                sample = null;
            }

            if (member is null) yield break;
            if (sample is null) (sample, isWhole) = (new ShardSample(shard, ordinal++, member.Value.Key), true);
            if (isWhole && !sample.Add(member.Value.Kind, member.Value.Place))
            {
                isWhole = false;
                yield return ShardEntry.Damaged($"{shard.Path}/{sample.Key}", $"it has more than one image, text or JSON: '.{member.Value.Kind}' is one too many");
            }
        }
    }

    /// <summary>The next file; nothing at the end of the shard; or how the shard is damaged.</summary>
    /// <param name="tar">Reads it.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="end">Where the last file's bytes ended.</param>
    private static ((string Key, string Kind, ShardMember Place)? Member, string? Damage) Next(TarReader tar, ShardFile shard, long end)
    {
        try
        {
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)) continue;
                var place = new ShardMember(entry.Length == 0 ? end : entry.DataOffset, entry.Length);
                if (place.Start + place.Length > shard.Length) return (null, $"it is cut short within '{entry.Name}'");
                if (place.Length > Array.MaxLength) return (null, $"'{entry.Name}' has {place.Length} bytes; more than {Array.MaxLength} are not read");
                var (key, kind) = Split(entry.Name);
                if (key.Length > 0) return ((key, kind, place), null);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            return (null, $"after byte {end} it is no tar file: {failure.Message.TrimEnd('.')}");
        }

        // A tar file ends with blocks of zeros; one without them was cut between two files.
        return (null, (end + Block - 1) / Block * Block + Block > shard.Length ? "it is cut short: it has no end" : null);
    }

    /// <summary>What a name is up to the first dot of its last part, and what
    /// follows; no key for hidden files, and names without a dot.</summary>
    private static (string Key, string Kind) Split(string name)
    {
        var dot = name.IndexOf('.', name.LastIndexOf('/') + 1);
        return dot <= name.LastIndexOf('/') + 1 ? ("", "") : (name[..dot], name[(dot + 1)..].ToLowerInvariant());
    }
}
