using FDistill.Datasets;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>A pass over images, batch by batch.</summary>
/// <param name="report">Receives how many images are done.</param>
/// <param name="cancel">Ends the pass early.</param>
internal sealed class ImagePass(Action<long> report, CancellationToken cancel)
{
    /// <summary>Looks at all images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="use">Is given a batch that holds images, in a dispose
    /// scope of its own, and how many images came before it.</param>
    /// <exception cref="InvalidDataException">The records hold no images.</exception>
    public void Over(IDataStream images, Action<DataBatch, long> use)
    {
        var done = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            if (images.Next() is not { } records) return;
            if (records.Images is null) throw new InvalidDataException("This dataset holds no images: choose another one.");
            use(records, done);
            done += records.Count;
            report(done);
        }
    }
}
