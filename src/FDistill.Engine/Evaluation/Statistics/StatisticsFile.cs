using System.IO.Compression;
using FDistill.Formats.Files;
using FDistill.Formats.Npy;
using FDistill.Metrics;
using static TorchSharp.torch;

namespace FDistill.Engine.Evaluation.Statistics;

/// <summary>Statistics of reference images in the layout in which EDM publishes them: a
/// <c>.npz</c> file of the arrays <c>mu</c> [D] and <c>sigma</c> [D, D], float64.</summary>
public static class StatisticsFile
{
    private const string Mean = "mu", Covariance = "sigma", Extension = ".npy";

    /// <summary>Symmetric up to this share of the largest entry: float32 files are to a tenth of it.</summary>
    private const double Asymmetry = 1e-6;

    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads statistics; arrays of other names are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its tensors are on the CPU, outside every dispose scope: the caller disposes them.</returns>
    /// <exception cref="InvalidDataException">The file is damaged,
    /// or holds something else; the message says what.</exception>
    public static FeatureStatistics Read(string path)
    {
        using var scope = NewDisposeScope();
        using var archive = Open(path);
        var (mean, covariance) = (Array(archive, path, Mean), Array(archive, path, Covariance));
        if (mean.dim() != 1 || covariance.dim() != 2 || covariance.shape[0] != mean.shape[0] || covariance.shape[1] != mean.shape[0])
            throw Wrong(path, $"'{Mean}' is of shape ({string.Join(", ", mean.shape)}) and '{Covariance}' of ({string.Join(", ", covariance.shape)}), expected (D) and (D, D)");
        if (!mean.isfinite().all().item<bool>() || !covariance.isfinite().all().item<bool>()) throw Wrong(path, "some of its numbers are NaN or infinite");
        if ((covariance - covariance.t()).abs().max().item<double>() > Asymmetry * covariance.abs().max().item<double>()) throw Wrong(path, $"'{Covariance}' is not symmetric");
        return new FeatureStatistics(mean.DetachFromDisposeScope(), covariance.DetachFromDisposeScope());
    }

    /// <summary>Writes statistics; a reader sees the old file or the whole new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="statistics">The statistics.</param>
    public static void Write(string path, FeatureStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        Durable.WriteFile(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Write(archive, Mean, statistics.Mean);
            Write(archive, Covariance, statistics.Covariance);
        });
    }

    private static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException damage)
        {
            throw Wrong(path, $"it is no zip archive. {damage.Message}", damage);
        }
    }

    private static Tensor Array(ZipArchive archive, string path, string name)
    {
        var entry = archive.GetEntry(name + Extension)
            ?? throw Wrong(path, $"it has no array '{name}'; found {(archive.Entries.Count == 0 ? "nothing" : string.Join(", ", archive.Entries.Select(found => $"'{Path.GetFileNameWithoutExtension(found.Name)}'")))}");
        try
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(content);
            return NpyArray.Read(content.ToArray());
        }
        catch (InvalidDataException damage)
        {
            throw Wrong(path, $"the array '{name}' cannot be read: {damage.Message}", damage);
        }
    }

    private static void Write(ZipArchive archive, string name, Tensor array)
    {
        var entry = archive.CreateEntry(name + Extension, CompressionLevel.NoCompression);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        NpyArray.Write(array, stream);
    }

    private static InvalidDataException Wrong(string path, string what, Exception? inner = null) =>
        new($"'{path}' holds no statistics of reference images ({Mean} [D] and {Covariance} [D, D] in a .npz file): {what}.", inner);
}
