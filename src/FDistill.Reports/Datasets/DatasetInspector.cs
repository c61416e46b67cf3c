using FDistill.Datasets;
using FDistill.Engine.Contracts;
using FDistill.Images;
using static TorchSharp.torch;

namespace FDistill.Reports.Datasets;

/// <summary>Reads every record of a dataset: it finds a damaged
/// one, counts and measures, and draws a contact sheet.</summary>
/// <param name="dataset">The dataset.</param>
public sealed class DatasetInspector(IDataset dataset)
{
    private const int Batch = 64, Rows = 8, Columns = 10, Pictures = Rows * Columns, SmallPicture = 48, LargePicture = 256, Texts = 5;

    private readonly IDataset dataset = Guards.Around(dataset);

    /// <summary>Reads it.</summary>
    /// <param name="progress">Receives how many records are read.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public DatasetSummary Inspect(IProgress<long> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var classes = new SortedDictionary<long, long>();
        var (records, characters, empty) = (0L, 0L, 0L);
        var values = new ValueSums();
        var pictures = new EvenlySpaced<Tensor>(Pictures, picture => picture.Dispose());
        var texts = new EvenlySpaced<string>(Texts, _ => { });
        using var scope = NewDisposeScope();
        using var stream = dataset.Open(new DataRequest { Batch = Batch });
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            if (stream.Next() is not { } batch) break;
            records += batch.Count;
            foreach (var label in batch.Labels?.data<long>().ToArray() ?? []) classes[label] = classes.GetValueOrDefault(label) + 1;
            if ((batch.Images ?? batch.LatentMoments?.chunk(2, dim: 1)[0]) is { } numbers) values.Add(numbers);
            for (var n = 0; batch.Images is { } images && n < batch.Count; n++) pictures.Add(() => Picture(images.narrow(0, n, 1)).MoveToOuterDisposeScope());
            foreach (var caption in batch.Captions ?? [])
            {
                characters += caption.Length;
                empty += caption.Length == 0 ? 1 : 0;
                texts.Add(() => caption);
            }

            progress.Report(records);
        }

        var captions = texts.Chosen.Count == 0 ? null : new CaptionSummary((double)characters / records, empty, texts.Chosen);
        return new DatasetSummary(records, stream.PassedOver, [.. classes.Select(pair => (pair.Key, pair.Value))], values.Summary, captions, Sheet(pictures.Chosen));
    }

    /// <summary>A copy, made smaller where it is large.</summary>
    private static Tensor Picture(Tensor image)
    {
        var factor = Math.Max(1, image.shape[2] / LargePicture);
        return factor == 1 ? image.clone() : nn.functional.avg_pool2d(image, factor);
    }

    private Raster? Sheet(IReadOnlyList<Tensor> pictures)
    {
        if (dataset.Pixels.Channels is not (1 or 3) || pictures.Count == 0) return null;
        var scale = Math.Max(1, SmallPicture / (int)pictures[0].shape[2]);
        return new SampleGrid(Math.Min(Columns, pictures.Count), scale).Draw(cat([.. pictures], 0));
    }

    private sealed class ValueSums
    {
        private double count, sum, squares;

        public ValueSummary? Summary => count == 0 ? null : new ValueSummary(sum / count, Math.Sqrt(Math.Max(squares / count - sum / count * (sum / count), 0)));

        public void Add(Tensor numbers)
        {
            var exact = numbers.to(ScalarType.Float64);
            count += exact.numel();
            sum += exact.sum().item<double>();
            squares += exact.square().sum().item<double>();
        }
    }
}
