using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Batches of fresh points. A batch is a function of the seed, the rank and the position alone.</summary>
/// <param name="mixture">What is drawn from.</param>
/// <param name="request">What was asked for.</param>
/// <param name="end">Points in the stream.</param>
internal sealed class MixtureStream(Mixture mixture, DataRequest request, long end) : IDataStream
{
    /// <inheritdoc/>
    public long Position { get; private set; } = request.Position;

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        var count = Math.Min(request.Batch, end - Position);
        if (count <= 0) return null;
        using var scope = NewDisposeScope();
        using var generator = new Generator(SeedOfBatch(), CPU);
        var points = mixture.Draw(count, generator).to_type(float32).reshape(count, mixture.Dimension, 1, 1).MoveToOuterDisposeScope();
        Position += count;
        return new DataBatch { Count = count, Images = points };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>SplitMix64 of seed, rank and position, so that neighbours have unrelated seeds.</summary>
    private ulong SeedOfBatch()
    {
        unchecked
        {
            var word = 0UL;
            foreach (var next in new[] { (ulong)(request.Seed ?? 0), (ulong)request.Rank, (ulong)Position })
            {
                word += next + 0x9E3779B97F4A7C15UL;
                word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9UL;
                word = (word ^ (word >> 27)) * 0x94D049BB133111EBUL;
                word ^= word >> 31;
            }
            return word >> 1;
        }
    }
}
