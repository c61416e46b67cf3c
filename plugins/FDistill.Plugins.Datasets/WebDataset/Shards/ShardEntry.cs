namespace FDistill.Plugins.Datasets.WebDataset.Shards;

/// <summary>What comes next in a shard: a sample, or damage.</summary>
/// <param name="Sample">The sample; null where it, or what follows in the shard, is damaged.</param>
/// <param name="Damage">What is damaged and how, in a sentence.</param>
internal readonly record struct ShardEntry(ShardSample? Sample, string? Damage)
{
    /// <summary>A sample.</summary>
    public static ShardEntry Of(ShardSample sample) => new(sample, null);

    /// <summary>A sample that is damaged.</summary>
    public static ShardEntry Damaged(string name, string how) => new(null, $"'{name}' is damaged: {how}.");
}
