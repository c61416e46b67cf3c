using System.Diagnostics;
using FDistill.Engine.Sampling;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>The samples that one sampler made, and the time it took.</summary>
/// <param name="Images">[N, C, H, W] float32 on the CPU, in [−1, 1]; outside every dispose scope.</param>
/// <param name="Labels">What was asked for: [N] int64 on the CPU; null where there are no labels. Outside every dispose scope.</param>
/// <param name="MillisecondsPerImage">The median over the batches, without the first where there are several: that one warms up.</param>
internal sealed record GeneratedSamples(Tensor Images, Tensor? Labels, double MillisecondsPerImage) : IDisposable
{
    public static GeneratedSamples Of(ISampler sampler, RequestedSamples requested, EvaluationOptions options, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var images = new List<Tensor>();
        var milliseconds = new List<double>();
        for (var first = 0; first < options.Samples; first += options.Batch)
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var count = Math.Min(options.Batch, options.Samples - first);
            var (noise, condition) = (requested.Noise(first, count), requested.Condition(first, count));
            var watch = Stopwatch.StartNew();
            // Bringing the images to the CPU waits for the device to be done with them.
            images.Add(requested.ToImages(sampler.Sample(noise, condition)).MoveToOuterDisposeScope());
            milliseconds.Add(watch.Elapsed.TotalMilliseconds / count);
        }
        return new GeneratedSamples(
            cat(images, 0).DetachFromDisposeScope(),
            requested.Labels(0, options.Samples)?.DetachFromDisposeScope(),
            Median(milliseconds.Count > 1 ? milliseconds[1..] : milliseconds));
    }

    public void Dispose()
    {
        Images.Dispose();
        Labels?.Dispose();
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
