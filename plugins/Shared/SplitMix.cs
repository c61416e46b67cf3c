namespace FDistill.Plugins.Shared;

/// <summary>What Steele, Lea and Flood's SplitMix64 (OOPSLA 2014) makes random
/// numbers of; they will never change with a library's version.</summary>
internal static class SplitMix
{
    /// <summary>The odd number next to 2⁶⁴ over the golden ratio, by which states lie apart.</summary>
    public const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>Makes of numbers that lie close together numbers that have nothing to do with each other.</summary>
    public static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
