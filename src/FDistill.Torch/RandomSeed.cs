namespace FDistill.Torch;

/// <summary>The seed of a draw: a function of the run's seed, the process's
/// rank, what the numbers are for, and how many draws came before.</summary>
public static class RandomSeed
{
    /// <summary>The seed of one draw.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="rank">The process's rank: every process draws its own numbers.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="number">The number of the draw: 0, 1, 2, …</param>
    /// <returns>A seed for <see cref="TorchSharp.torch.Generator.manual_seed"/>; any 64 bits.</returns>
    /// <remarks>
    /// libtorch's generator on the CPU takes the low 32 bits of a
    /// seed alone. Here these are a permutation of the number's,
    /// so that no two of the first 2³² draws of a purpose are the same.
    /// </remarks>
    public static long Of(long seed, int rank, int purpose, long number)
    {
        unchecked
        {
            var key = Mix(Mix(Mix((ulong)seed) + (uint)rank) + (uint)purpose);
            var low = Permute(Permute((uint)number ^ (uint)key) ^ (uint)(key >> 32));
            return (long)((Mix(key + (ulong)number) & 0xFFFFFFFF00000000UL) | low);
        }
    }

    /// <summary>SplitMix64's step: close numbers become distant ones, different numbers different ones.</summary>
    private static ulong Mix(ulong x)
    {
        unchecked
        {
            x += 0x9E3779B97F4A7C15UL;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            return x ^ (x >> 31);
        }
    }

    /// <summary>MurmurHash3's finaliser, a permutation of 32 bits.</summary>
    private static uint Permute(uint x)
    {
        unchecked
        {
            x = (x ^ (x >> 16)) * 0x85EBCA6BU;
            x = (x ^ (x >> 13)) * 0xC2B2AE35U;
            return x ^ (x >> 16);
        }
    }
}
