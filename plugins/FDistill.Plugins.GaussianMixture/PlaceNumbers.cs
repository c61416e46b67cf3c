using static FDistill.Plugins.Shared.SplitMix;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Random numbers of one place in a stream: a function of the seed and
/// the place alone (SplitMix64: Steele, Lea and Flood, OOPSLA 2014).</summary>
internal struct PlaceNumbers
{
    private ulong state;

    /// <summary>The numbers of a place.</summary>
    /// <param name="seed">The stream's seed; null for the pass without one.</param>
    /// <param name="place">The place in the common order of all ranks.</param>
    public PlaceNumbers(long? seed, long place) =>
        state = Mix(Mix(Mix(seed is null ? 0 : GoldenGamma) + unchecked((ulong)(seed ?? 0))) + unchecked((ulong)place * GoldenGamma));

    /// <summary>Uniform in (0, 1).</summary>
    public double Uniform() => ((Mix(unchecked(state += GoldenGamma)) >> 11) + 0.5) / (1L << 53);

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());
}
