using System.Text;
using System.Text.Json;
using FDistill.Formats.Json;

namespace FDistill.Plugins.Datasets.WebDataset.Shards;

/// <summary>A sample: the files of a shard that have a name in
/// common and differ in what follows its first dot.</summary>
/// <param name="Shard">Where it lies.</param>
/// <param name="Ordinal">Its number in the shard.</param>
/// <param name="Key">The name.</param>
internal sealed record ShardSample(ShardFile Shard, int Ordinal, string Key)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] ImageKinds = ["jpg", "jpeg", "png", "webp"];

    /// <summary>What identifies it in the dataset.</summary>
    public string Id => $"{Shard.Name}/{Key}";

    /// <summary>The image.</summary>
    public ShardMember? Image { get; private set; }

    /// <summary>The text.</summary>
    public ShardMember? Text { get; private set; }

    /// <summary>The metadata.</summary>
    public ShardMember? Json { get; private set; }

    /// <summary>Adds a file; of kinds that are not needed, nothing.</summary>
    /// <returns>False where the sample has a file of this kind already.</returns>
    public bool Add(string kind, ShardMember member)
    {
        if (ImageKinds.Contains(kind)) return Image is null && (Image = member) is not null;
        return kind switch
        {
            "txt" => Text is null && (Text = member) is not null,
            "json" => Json is null && (Json = member) is not null,
            _ => true,
        };
    }

    /// <summary>Reads the image's file.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public byte[] ReadImage() => Shard.Read(Image ?? throw new InvalidDataException($"it has no image ({string.Join(", ", ImageKinds)})"));

    /// <summary>Reads the text.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is not UTF-8.</exception>
    public string ReadText()
    {
        try
        {
            return StrictUtf8.GetString(Shard.Read(Text ?? throw new InvalidDataException("it has no .txt")));
        }
        catch (DecoderFallbackException failure)
        {
            throw new InvalidDataException($"its .txt is not UTF-8: {failure.Message}", failure);
        }
    }

    /// <summary>Reads the metadata, an object.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is no JSON object.</exception>
    public JsonDocument ReadJson()
    {
        JsonDocument json;
        try
        {
            json = StrictJson.Parse(Shard.Read(Json ?? throw new InvalidDataException("it has no .json")));
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"its .json is damaged: {failure.Message}", failure);
        }

        if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
        json.Dispose();
        throw new InvalidDataException($"its .json is no object");
    }
}
