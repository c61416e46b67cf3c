using FDistill.Datasets;
using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Hosting.DryRuns;

/// <summary>Noise of the shape that a teacher sees, with the kind of
/// condition that it needs: for a dry run without the data.</summary>
/// <param name="teacher">The teacher.</param>
internal sealed class NoiseDataset(ITeacher teacher) : IDataset
{
    /// <inheritdoc/>
    public long? Count => null;

    /// <inheritdoc/>
    public SampleShape Pixels => teacher.Codec?.Pixels ?? teacher.Sample;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.Label, ConditionKinds.Caption];

    /// <inheritdoc/>
    public IDataStream Open(DataRequest request) => new Stream(request, Pixels, teacher.Conditions.Labels);

    private sealed class Stream(DataRequest request, SampleShape pixels, int labels) : IDataStream
    {
        private readonly Generator generator = new(unchecked((ulong)(request.Seed ?? 0)), CPU);

        public long Position { get; private set; } = request.Position;

        public DataBatch Next()
        {
            Position += request.Batch;
            return new DataBatch
            {
                Count = request.Batch,
                Images = generator.Normal(pixels.Batch(request.Batch), CPU).clamp(-1, 1),
                Labels = generator.Integers(Math.Max(1, labels), [request.Batch], CPU),
                Captions = [.. Enumerable.Repeat("noise", request.Batch)],
            };
        }

        public void Dispose() => generator.Dispose();
    }
}
