namespace FDistill.Benchmarks.Loader;

/// <summary>How images are read.</summary>
/// <param name="Workers">The threads that read ahead; 0: none.</param>
/// <param name="IsCached">Whether decoded images stay in memory.</param>
internal sealed record LoaderThreads(int Workers, bool IsCached)
{
    /// <summary>How many megabytes of them stay.</summary>
    public int Megabytes => IsCached ? 512 : 0;
}
