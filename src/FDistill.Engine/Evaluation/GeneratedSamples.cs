using System.Diagnostics;
using FDistill.Datasets;
using FDistill.Engine.Numerics;
using FDistill.Metrics;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>The samples of a sampler, drawn anew in every pass and kept in none.</summary>
/// <param name="sampler">The sampler.</param>
/// <param name="requested">The noise and the labels or captions that it is given.</param>
/// <param name="count">How many samples.</param>
/// <param name="batch">Samples drawn at once.</param>
public sealed class GeneratedSamples(ISampler sampler, RequestedSamples requested, int count, int batch) : ISampleSource
{
    private readonly List<double> milliseconds = [];

    /// <inheritdoc/>
    public long Count => count;

    /// <inheritdoc/>
    public double? MillisecondsPerImage => milliseconds.Count == 0 ? null : Median.Of(milliseconds.Count > 1 ? milliseconds[1..] : milliseconds);

    /// <inheritdoc/>
    public ISampleGenerator? Generator => new SampleGenerator(sampler, requested, batch);

    /// <inheritdoc/>
    public Tensor? Labels() => requested.Labels(0, count);

    /// <inheritdoc/>
    public IReadOnlyList<string>? Captions() => requested.Captions(0, count);

    /// <inheritdoc/>
    public IDataStream Open() => new Drawing(this);

    private int AtOnce => batch;

    private DataBatch Draw(int first, int some)
    {
        using var scope = NewDisposeScope();
        var (noise, condition) = (requested.Noise(first, some), requested.Condition(first, some));
        var watch = Stopwatch.StartNew();
        // Bringing the images to the CPU waits for the device to be done with them.
        var images = requested.ToImages(sampler.Sample(noise, condition)).MoveToOuterDisposeScope();
        if (milliseconds.Count <= first / batch) milliseconds.Add(watch.Elapsed.TotalMilliseconds / some);
        return new DataBatch { Count = some, Images = images, Labels = requested.Labels(first, some)?.MoveToOuterDisposeScope(), Captions = requested.Captions(first, some) };
    }

    private sealed class Drawing(GeneratedSamples samples) : IDataStream
    {
        private int position;

        public long Position => position;

        public DataBatch? Next()
        {
            var left = (int)samples.Count - position;
            if (left == 0) return null;
            var drawn = samples.Draw(position, Math.Min(samples.AtOnce, left));
            position += (int)drawn.Count;
            return drawn;
        }

        public void Dispose()
        {
        }
    }
}
