using static TorchSharp.torch;

namespace FDistill.Torch;

/// <summary>The process's default generators, one of each device, from which dropout draws.</summary>
public static class DefaultGenerators
{
    /// <summary>Seeds those of the CPU and of every CUDA device.</summary>
    /// <param name="seed">Any 64 bits.</param>
    /// <remarks>
    /// TorchSharp's <see cref="manual_seed"/> seeds the CPU's alone, and
    /// the state of the others cannot be read: what is to be repeated is
    /// seeded again.
    /// </remarks>
    public static void Seed(long seed)
    {
        using (random.manual_seed(seed)) cuda.manual_seed_all(seed);
    }

    /// <summary>Draws a seed from the CPU's: a function of what
    /// it was seeded with and of what was drawn since.</summary>
    /// <returns>0 … 2⁶³ − 2.</returns>
    public static long NextSeed()
    {
        using var drawn = randint(long.MaxValue, [1], dtype: ScalarType.Int64, device: CPU);
        return drawn.item<long>();
    }
}
