using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using FDistill.Datasets;
using FDistill.Engine.Contracts;
using FDistill.Formats.Files;
using FDistill.Formats.Images;
using FDistill.Formats.Images.Png;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Datasets;

/// <summary>Writes a dataset as a zip in the layout of NVIDIA's dataset_tool:
/// <c>00000/img00000000.png</c> …, stored as they are, and <c>dataset.json</c>.</summary>
/// <param name="dataset">The dataset; it is written in the order stored.</param>
public sealed class EdmZipWriter(IDataset dataset)
{
    private const int Batch = 64;

    private readonly IDataset dataset = Guards.Around(dataset);

    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);   // the earliest that a zip can say: same images, same bytes

    /// <summary>Writes the zip whole or not at all.</summary>
    /// <param name="path">The zip; replaced where it exists.</param>
    /// <param name="withLabels">Whether labels are written, where there are any.</param>
    /// <param name="progress">Receives how many images are written.</param>
    /// <param name="cancel">Stops; nothing is left behind.</param>
    /// <returns>How many images were written.</returns>
    /// <exception cref="InvalidDataException">The dataset has no images that a PNG can hold.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public long Write(string path, bool withLabels, IProgress<long> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (dataset.Pixels.Channels is not (1 or 3)) throw new InvalidDataException($"Its images are {dataset.Pixels} (channels x height x width); a PNG has 1 channel (grey) or 3 (RGB).");
        var labels = withLabels && dataset.Offers.Contains(ConditionKinds.Label) ? new List<(string Name, long Label)>() : null;
        var count = 0L;
        Durable.WriteFile(path, file =>
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            using var stream = dataset.Open(new DataRequest { Batch = Batch });
            while (Next(stream, cancel) is var (images, numbers) && images.Length > 0)
            {
                for (var n = 0; n < images.Length; n++, count++)
                {
                    cancel.ThrowIfCancellationRequested();
                    var name = string.Create(CultureInfo.InvariantCulture, $"{count / 1000:d5}/img{count:d8}.png");
                    Add(zip, name, images[n]);
                    if (numbers is not null) labels?.Add((name, numbers[n]));
                }

                progress.Report(count);
            }

            Add(zip, "dataset.json", Json(labels));
        });
        return count;
    }

    /// <summary>The next images as PNG files, encoded by all cores, with their labels; none at the end.</summary>
    private static (byte[][] Images, long[]? Labels) Next(IDataStream stream, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        if (stream.Next() is not { } batch) return ([], null);
        if (batch.Images is null) throw new InvalidDataException("This dataset holds no images.");
        byte[][] images = [.. Rasters.Of(batch.Images).AsParallel().AsOrdered().WithCancellation(cancel).Select(PngWriter.Encode)];
        return (images, batch.Labels?.data<long>().ToArray());
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Timeless;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Json(List<(string Name, long Label)>? labels)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WritePropertyName("labels");
            if (labels is null) json.WriteNullValue();
            else WriteLabels(json, labels);
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void WriteLabels(Utf8JsonWriter json, List<(string Name, long Label)> labels)
    {
        json.WriteStartArray();
        foreach (var (name, label) in labels)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteNumberValue(label);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
