using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Plugins.GaussianMixture;

/// <summary>Fresh points. The point at a place of the order that all ranks
/// walk is a function of the seed and the place alone; rank r of w takes the
/// places r, r + w, r + 2w, …</summary>
/// <param name="mixture">What is drawn from.</param>
/// <param name="request">What was asked for.</param>
/// <param name="end">Places in the order.</param>
internal sealed class MixtureStream(Mixture mixture, DataRequest request, long end) : IDataStream
{
    /// <inheritdoc/>
    public long Position { get; private set; } = request.Position;

    /// <inheritdoc/>
    public DataBatch? Next()
    {
        var values = new List<float>(request.Batch * mixture.Dimension);
        var count = 0;
        for (; count < request.Batch && Place(count) < end; count++)
        {
            var numbers = new PlaceNumbers(request.Seed, Place(count));
            foreach (var value in mixture.Draw(ref numbers)) values.Add((float)value);
        }

        if (count == 0) return null;
        Position += count;
        return new DataBatch { Count = count, Images = tensor(values.ToArray(), [count, mixture.Dimension, 1, 1], dtype: float32, device: CPU) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private long Place(int offset) => ((Position + offset) * request.World) + request.Rank;
}
