using System.IO.Compression;
using FDistill.Datasets;
using FDistill.Images;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation;

/// <summary>The images in a folder or a zip file, in the order of their names, as
/// they are: nothing is cropped or resized, so all must have one shape.</summary>
public sealed class ImageFiles : IDataset, IDisposable
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp"];

    private readonly string path;
    private readonly IImageDecoder decoder;
    private readonly ZipArchive? archive;
    private readonly IReadOnlyList<string> names;

    /// <summary>Lists the images and looks at the first.</summary>
    /// <param name="path">A folder, which is searched with all below it, or a <c>.zip</c> file.</param>
    /// <param name="decoder">Reads the images.</param>
    /// <exception cref="InvalidDataException">There are no images, or the
    /// first cannot be read, or the file is no zip archive.</exception>
    public ImageFiles(string path, IImageDecoder decoder)
    {
        (this.path, this.decoder) = (path, decoder);
        archive = Directory.Exists(path) ? null : OpenArchive(path);
        var found = archive?.Entries.Select(entry => entry.FullName) ?? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(path, file));
        names = [.. found.Where(name => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        if (names.Count == 0) throw new InvalidDataException($"'{path}' holds no images; expected files that end in {string.Join(", ", Extensions)}.");
        var first = Decode(names[0]);
        Pixels = new SampleShape(first.Channels, first.Height, first.Width);
    }

    /// <inheritdoc/>
    public long? Count => names.Count;

    /// <inheritdoc/>
    public SampleShape Pixels { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Offers => [ConditionKinds.None];

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A shuffled or shared stream is asked for.</exception>
    public IDataStream Open(DataRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is not { Seed: null, World: 1 }) throw new NotSupportedException("images to be evaluated are read once, in order, by one process");
        return new Pass(this, request);
    }

    /// <inheritdoc/>
    public void Dispose() => archive?.Dispose();

    private static ZipArchive OpenArchive(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"'{path}' is no zip archive: {damage.Message}", damage);
        }
    }

    private DataBatch Read(long first, int count)
    {
        var numbers = new byte[count * Pixels.Channels * Pixels.Height * Pixels.Width];
        var size = numbers.Length / count;
        for (var n = 0; n < count; n++)
        {
            var name = names[(int)first + n];
            var image = Decode(name);
            var shape = new SampleShape(image.Channels, image.Height, image.Width);
            if (shape != Pixels)
                throw new InvalidDataException($"Images to be evaluated have one shape (channels x height x width). In '{path}', '{names[0]}' is {Pixels} and '{name}' is {shape}.");
            image.Pixels.CopyTo(numbers, n * size);
        }

        using var scope = NewDisposeScope();
        var bytes = tensor(numbers, [count, Pixels.Height, Pixels.Width, Pixels.Channels], dtype: ScalarType.Byte, device: CPU);
        var images = (bytes.permute(0, 3, 1, 2).to_type(ScalarType.Float32) / 127.5 - 1).contiguous();
        return new DataBatch { Count = count, Images = images.MoveToOuterDisposeScope() };
    }

    private Raster Decode(string name)
    {
        if (archive is null) return decoder.Decode(File.ReadAllBytes(Path.Combine(path, name)), Path.Combine(path, name));
        using var content = new MemoryStream();
        using (var stream = archive.GetEntry(name)!.Open()) stream.CopyTo(content);
        return decoder.Decode(content.ToArray(), $"{path}, {name}");
    }

    private sealed class Pass(ImageFiles images, DataRequest request) : IDataStream
    {
        public long Position { get; private set; } = request.Position;

        public DataBatch? Next()
        {
            var left = images.names.Count - Position;
            if (left <= 0) return null;
            var records = images.Read(Position, (int)Math.Min(request.Batch, left));
            Position += records.Count;
            return records;
        }

        public void Dispose()
        {
        }
    }
}
