namespace FDistill.Plugins.Datasets.Streams;

/// <summary>An endless order of records: epoch after epoch, each a permutation
/// of its own that depends on the seed and the epoch alone.</summary>
/// <param name="count">How many records an epoch has; at least 1.</param>
/// <param name="seed">The seed.</param>
/// <remarks>Any place of the order can be asked for at any time, which is
/// what makes a stream resumable and shareable. Only the permutation of
/// the epoch asked for last is kept.</remarks>
public sealed class ShuffledOrder(long count, long seed)
{
    private long shuffledEpoch = -1;
    private int[] permutation = [];

    /// <summary>The record at a place.</summary>
    /// <param name="place">Counted from the start of epoch 0.</param>
    public long this[long place]
    {
        get
        {
            var (epoch, offset) = Math.DivRem(place, count);
            if (epoch != shuffledEpoch) (permutation, shuffledEpoch) = (Permutation(epoch), epoch);
            return permutation[offset];
        }
    }

    /// <summary>Fisher and Yates' shuffle, as Durstenfeld wrote it.</summary>
    private int[] Permutation(long epoch)
    {
        var random = new SplitMix64(seed, epoch);
        var order = new int[checked((int)count)];
        for (var next = 0; next < order.Length; next++)
        {
            var place = random.Below(next + 1);
            order[next] = order[place];
            order[place] = next;
        }
        return order;
    }
}
