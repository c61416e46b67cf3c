using FDistill.Datasets;
using FDistill.Metrics;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Support;

/// <summary>An extractor whose features are the pixels; it counts the images it has seen.</summary>
internal sealed class PixelExtractor : IFeatureExtractor
{
    public long Seen { get; private set; }

    public ExtractedFeatures Extract(Tensor images)
    {
        Seen += images.shape[0];
        return new ExtractedFeatures(images.flatten(1), null);
    }

    public void Dispose()
    {
    }
}

/// <summary>A metric made of a function.</summary>
internal sealed class FunctionMetric(Func<MetricContext, MetricResult> function, params IReadOnlyList<MetricColumn> columns) : IMetric
{
    public IReadOnlyList<MetricColumn> Columns => columns;

    public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel) => Task.FromResult(function(context));
}

/// <summary>Images 1×4×4 whose pixels are all the record's number divided by 100.</summary>
internal sealed class NumberedDataset(int count) : IDataset
{
    public long? Count => count;

    public SampleShape Pixels => new(1, 4, 4);

    public IReadOnlyCollection<string> Offers => [ConditionKinds.None];

    public IDataStream Open(DataRequest request) => new Pass(count, request.Batch);

    private sealed class Pass(int count, int batch) : IDataStream
    {
        public long Position { get; private set; }

        public DataBatch? Next()
        {
            if (Position >= count) return null;
            var some = Math.Min(batch, count - Position);
            var numbers = arange(Position, Position + some, dtype: ScalarType.Float32, device: CPU) / 100;
            Position += some;
            return new DataBatch { Count = some, Images = numbers.view(-1, 1, 1, 1).expand(some, 1, 4, 4) };
        }

        public void Dispose()
        {
        }
    }
}
