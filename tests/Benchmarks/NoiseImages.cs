using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Benchmarks;

/// <summary>Images of noise with random labels, made on the spot as the peer makes them.</summary>
internal sealed class NoiseImages : IDataset
{
    public long? Count => null;

    public SampleShape Pixels => new(1, 16, 16);

    public IReadOnlyCollection<string> Offers => [ConditionKinds.Label];

    public IDataStream Open(DataRequest request) => new Endless(request, Pixels);

    private sealed class Endless(DataRequest request, SampleShape shape) : IDataStream
    {
        private readonly Generator generator = new((ulong)(request.Seed ?? 0), CPU);

        public long Position { get; private set; } = request.Position;

        public DataBatch Next()
        {
            Position += request.Batch;
            return new()
            {
                Count = request.Batch,
                Images = randn(shape.Batch(request.Batch), dtype: ScalarType.Float32, device: CPU, generator: generator) * 0.5,
                Labels = randint(10, [request.Batch], dtype: ScalarType.Int64, device: CPU, generator: generator),
            };
        }

        public void Dispose() => generator.Dispose();
    }
}
