using FDistill.Datasets;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Metrics;

/// <summary>Samples that a metric asks for itself.</summary>
internal static class DrawnSamples
{
    extension(ISampleGenerator generator)
    {
        /// <summary>Looks at an image of each caption, batch by
        /// batch; a batch lives as long as it is looked at.</summary>
        /// <param name="captions">The captions.</param>
        /// <param name="look">Looks at a batch.</param>
        /// <param name="cancel">Ends it early.</param>
        public void ForEach(IReadOnlyList<string> captions, Action<DataBatch> look, CancellationToken cancel)
        {
            using var batches = generator.Draw(captions).GetEnumerator();
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                if (!batches.MoveNext()) return;
                look(batches.Current);
            }
        }
    }
}
