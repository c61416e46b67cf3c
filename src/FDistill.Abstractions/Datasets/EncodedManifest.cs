using System.Text.Encodings.Web;
using System.Text.Json;
using FDistill.Teachers;

namespace FDistill.Datasets;

/// <summary>What a folder of encoded records holds: <c>encoded.json</c>, written when all shards are there.</summary>
/// <param name="Schema">The layout's version, <see cref="CurrentSchema"/>.</param>
/// <param name="Records">How many records there are.</param>
/// <param name="Pixels">The shape of the images that were encoded.</param>
/// <param name="Encoding">What encoded them.</param>
/// <param name="Offers">The kinds of condition that the records carry.</param>
/// <param name="Classes">How many classes labels tell apart; null where there are none.</param>
/// <param name="Source">What was encoded, and how.</param>
/// <param name="Shards">The safetensors files in order.</param>
public sealed record EncodedManifest(
    string Schema, long Records, SampleShape Pixels, StoredEncoding Encoding, IReadOnlyList<string> Offers, long? Classes, string Source, IReadOnlyList<EncodedShard> Shards)
{
    /// <summary>The version that is written and read.</summary>
    public const string CurrentSchema = "fdistill-encoded/1";

    /// <summary>The manifest's name in the folder.</summary>
    public const string FileName = "encoded.json";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the manifest of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">There is none, or it is damaged or of another version.</exception>
    public static EncodedManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new InvalidDataException($"'{folder}' holds no {FileName}: it is no folder of encoded records, or its encoding was not finished; 'fdistill dataset encode' finishes it.");
        try
        {
            var manifest = JsonSerializer.Deserialize<EncodedManifest>(File.ReadAllBytes(path), Layout)!;
            return manifest.Schema == CurrentSchema ? manifest : throw new InvalidDataException($"'{path}' is of the schema '{manifest.Schema}', expected '{CurrentSchema}': encode anew.");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"'{path}' is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>The manifest as a file's bytes.</summary>
    public byte[] ToFile() => JsonSerializer.SerializeToUtf8Bytes(this, Layout);
}

/// <summary>A file of encoded records. Its tensors have one row a record;
/// its metadata has captions and ids, each a JSON list of texts.</summary>
/// <param name="File">Its name.</param>
/// <param name="Records">How many records it holds.</param>
public sealed record EncodedShard(string File, int Records)
{
    /// <summary>The latents' moments, as <see cref="DataBatch.LatentMoments"/>.</summary>
    public const string Moments = "moments";

    /// <summary>What the names of <see cref="DataBatch.Encodings"/> begin with.</summary>
    public const string Encodings = "encodings.";

    /// <summary>Labels: int64.</summary>
    public const string Labels = "labels";

    /// <summary>Height and width before any resizing: [n, 2] int64.</summary>
    public const string OriginalSizes = "original_sizes";

    /// <summary>Top and left of the crop: [n, 2] int64.</summary>
    public const string Crops = "crops";

    /// <summary>The captions' key in the metadata.</summary>
    public const string Captions = "captions";

    /// <summary>The ids' key in the metadata.</summary>
    public const string Ids = "ids";
}
