using FDistill.Datasets;
using FDistill.Engine.Reports;
using FDistill.Images;
using static TorchSharp.torch;

namespace FDistill.Engine.Datasets;

/// <summary>Reads every record of a dataset: it finds a damaged one, counts and measures, and draws a contact sheet.</summary>
/// <param name="dataset">The dataset.</param>
public sealed class DatasetInspector(IDataset dataset)
{
    private const int Batch = 64, Rows = 8, Columns = 10, Pictures = Rows * Columns, SmallPicture = 48;

    /// <summary>Reads it.</summary>
    /// <param name="progress">Told how many records are read.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="InvalidDataException">A record is damaged, or the dataset holds no images or never ends.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public DatasetSummary Inspect(IProgress<long> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var count = dataset.Count ?? throw new InvalidDataException("This dataset never ends, and so cannot be read to its end.");
        var classes = new SortedDictionary<long, long>();
        var (records, sum, squares) = (0L, 0.0, 0.0);
        using var scope = NewDisposeScope();
        var chosen = new List<Tensor>();
        using var stream = dataset.Open(new DataRequest { Batch = Batch });
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            if (stream.Next() is not { } batch) break;
            var images = batch.Images ?? throw new InvalidDataException("This dataset holds no images.");
            foreach (var label in batch.Labels?.data<long>().ToArray() ?? []) classes[label] = classes.GetValueOrDefault(label) + 1;
            var values = images.to(ScalarType.Float64);
            sum += values.sum().item<double>();
            squares += values.square().sum().item<double>();
            for (var n = 0; n < batch.Count; n++, records++)
                if (records * Pictures / count != (records - 1) * Pictures / count || records == 0 || count <= Pictures)
                    chosen.Add(images.narrow(0, n, 1).MoveToOuterDisposeScope());
            progress.Report(records);
        }

        var total = records * (double)dataset.Pixels.Channels * dataset.Pixels.Height * dataset.Pixels.Width;
        var mean = sum / total;
        return new DatasetSummary(
            records, [.. classes.Select(pair => (pair.Key, pair.Value))], mean, Math.Sqrt(Math.Max(squares / total - mean * mean, 0)), Sheet(chosen));
    }

    private Raster? Sheet(List<Tensor> chosen)
    {
        if (dataset.Pixels.Channels is not (1 or 3)) return null;
        var scale = Math.Max(1, SmallPicture / dataset.Pixels.Height);
        return new SampleGrid(Math.Min(Columns, chosen.Count), scale).Draw(cat([.. chosen.Take(Pictures)], 0));
    }
}
