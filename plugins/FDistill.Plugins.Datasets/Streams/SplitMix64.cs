using static FDistill.Plugins.Shared.SplitMix;

namespace FDistill.Plugins.Datasets.Streams;

/// <summary>Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): a small generator
/// whose numbers will never change with a library's version.</summary>
internal struct SplitMix64
{
    private ulong state;

    /// <summary>A generator for one epoch of one seed.</summary>
    public SplitMix64(long seed, long epoch) => state = Mix(Mix((ulong)seed) + unchecked((ulong)epoch * GoldenGamma));

    /// <summary>Whether a fair coin falls heads for a record of an epoch: a function
    /// of the three numbers alone, in no relation to the shuffle.</summary>
    public static bool Coin(long seed, long epoch, long record)
    {
        var ofEpoch = new SplitMix64(~seed, epoch);
        return Mix(unchecked(ofEpoch.state + (ulong)record * GoldenGamma)) >> 63 == 1;
    }

    /// <summary>A number drawn from 0 … bound − 1 (Lemire's multiplication; the
    /// bias of 2⁻³² a number is far below what a shuffle can show).</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    private ulong Next() => Mix(unchecked(state += GoldenGamma));
}
