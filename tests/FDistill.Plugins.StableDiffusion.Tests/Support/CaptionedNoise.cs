using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Support;

/// <summary>Images of noise, each with one of three texts; batch k is the same whenever it is asked for.</summary>
internal sealed class CaptionedNoise(SampleShape pixels) : IDataset
{
    private static readonly string[] Texts = ["a cat", "two dogs", "a house"];

    public long? Count => null;

    public SampleShape Pixels => pixels;

    public IReadOnlyCollection<string> Offers => [ConditionKinds.Caption];

    public IDataStream Open(DataRequest request) => new Stream(request, pixels);

    private sealed class Stream(DataRequest request, SampleShape pixels) : IDataStream
    {
        public long Position { get; private set; } = request.Position;

        public DataBatch Next()
        {
            using var generator = new Generator((ulong)Position, CPU);
            var batch = new DataBatch
            {
                Count = request.Batch,
                Images = randn(pixels.Batch(request.Batch), dtype: float32, device: CPU, generator: generator).clamp(-1, 1),
                Captions = [.. Enumerable.Range(0, request.Batch).Select(row => Texts[(int)((Position + row) % Texts.Length)])],
            };
            Position += request.Batch;
            return batch;
        }

        public void Dispose()
        {
        }
    }
}
