using FDistill.Datasets;
using FDistill.Metrics;
using FDistill.Teachers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Support;

/// <summary>A linear classifier of 1×4×4 images into four classes, all weights 0 at first.</summary>
internal sealed class LinearClassifier : ITrainableClassifier
{
    private readonly Sequential network;

    public LinearClassifier(double dropout = 0)
    {
        var linear = nn.Linear(16, 4, device: CPU, dtype: float32);
        nn.init.zeros_(linear.weight!);
        nn.init.zeros_(linear.bias!);
        (Weight, network) = (linear.weight!, nn.Sequential(nn.Flatten(), nn.Dropout(dropout), linear));
    }

    public Parameter Weight { get; }

    public bool IsTrained => true;

    public nn.Module<Tensor, Tensor> Network => network;

    public ExtractedFeatures Extract(Tensor images) => throw new NotSupportedException();

    public void Save(string path, IReadOnlyDictionary<string, string> facts) => throw new NotSupportedException();

    public void Dispose() => network.Dispose();
}

/// <summary>64 images 1×4×4 of noise with one bright quadrant, which is the label.</summary>
internal sealed class QuadrantDataset : IDataset
{
    private const int Records = 64;

    public long? Count => Records;

    public SampleShape Pixels => new(1, 4, 4);

    public IReadOnlyCollection<string> Offers => [ConditionKinds.Label];

    public IDataStream Open(DataRequest request) => new Stream(request);

    private sealed class Stream(DataRequest request) : IDataStream
    {
        public long Position { get; private set; } = request.Position;

        public DataBatch? Next()
        {
            if (request.Seed is null && Position >= Records) return null;
            var count = request.Seed is null ? Math.Min(request.Batch, Records - Position) : request.Batch;
            using var generator = new Generator((ulong)Position, CPU);
            var images = 0.1 * randn([count, 1, 4, 4], dtype: ScalarType.Float32, device: CPU, generator: generator);
            var labels = arange(Position, Position + count, dtype: ScalarType.Int64, device: CPU).remainder(4);
            for (var n = 0; n < count; n++)
            {
                var label = (Position + n) % 4;
                images.narrow(0, n, 1).narrow(2, label / 2 * 2, 2).narrow(3, label % 2 * 2, 2).add_(1);
            }
            Position += count;
            return new DataBatch { Count = count, Images = images, Labels = labels };
        }

        public void Dispose()
        {
        }
    }
}
