using static TorchSharp.torch;

namespace FDistill.Torch;

/// <summary>The draws for one purpose. All that the next draw depends
/// on is the seed and the number of draws before it.</summary>
/// <param name="seed">The run's seed.</param>
/// <param name="rank">The process's rank.</param>
/// <param name="purpose">What the numbers are for: a change in how one
/// purpose is used leaves the others' numbers as they were.</param>
public sealed class RandomStream(long seed, int rank, int purpose) : IDisposable
{
    private readonly Generator generator = new(0, CPU);

    /// <summary>How many draws were made: set to what it was, the stream continues to the bit.</summary>
    public long Draws { get; set; }

    /// <summary>The next draw's generator.</summary>
    /// <returns>A generator on the CPU, seeded anew, for as many numbers as the
    /// draw needs. Valid until the next call; the stream disposes it.</returns>
    public Generator Next() => generator.manual_seed(NextSeed());

    /// <summary>The next draw's seed, for generators that are not this stream's.</summary>
    public long NextSeed() => RandomSeed.Of(seed, rank, purpose, Draws++);

    /// <inheritdoc/>
    public void Dispose() => generator.Dispose();
}
