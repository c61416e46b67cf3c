using System.Text.Json;
using System.Text.Json.Serialization;

namespace FDistill.Plugins.Datasets.CocoCaptions;

/// <summary>Reads MS-COCO's file of captions: <c>{"images": [{"id", "file_name"},
/// …], "annotations": [{"id", "image_id", "caption"}, …]}</c>.</summary>
internal static class CocoAnnotations
{
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true };

    /// <summary>The captioned images, in the order of their numbers.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not such a file; the message says where it differs.</exception>
    public static IReadOnlyList<CaptionedImage> Read(string path)
    {
        var content = Parse(path);
        var names = new Dictionary<long, string>();
        foreach (var image in content.Images)
            if (!names.TryAdd(image.Id, image.FileName)) throw new InvalidDataException($"'{path}' holds the image {image.Id} twice.");
        if (content.Annotations.FirstOrDefault(one => !names.ContainsKey(one.ImageId)) is { } stray)
            throw new InvalidDataException($"'{path}': annotation {stray.Id} is about the image {stray.ImageId}, which is not among its images.");
        return [.. content.Annotations
            .GroupBy(one => one.ImageId)
            .OrderBy(group => group.Key)
            .Select(group => new CaptionedImage(group.Key, names[group.Key], [.. group.OrderBy(one => one.Id).Select(one => one.Caption.Trim())]))];
    }

    private static Content Parse(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var content = JsonSerializer.Deserialize<Content>(file, Strict) ?? throw new InvalidDataException($"'{path}' holds null; expected MS-COCO's captions.");
            if (content.Images.Contains(null!) || content.Annotations.Contains(null!)) throw new JsonException("one of its images or annotations is null");
            return content;
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"'{path}' is no file of captions as MS-COCO's captions_val2014.json: {failure.Message}", failure);
        }
    }

    private sealed record Content(
        [property: JsonPropertyName("images"), JsonRequired] IReadOnlyList<Image> Images,
        [property: JsonPropertyName("annotations"), JsonRequired] IReadOnlyList<Annotation> Annotations);

    private sealed record Image(
        [property: JsonPropertyName("id"), JsonRequired] long Id,
        [property: JsonPropertyName("file_name"), JsonRequired] string FileName);

    private sealed record Annotation(
        [property: JsonPropertyName("id"), JsonRequired] long Id,
        [property: JsonPropertyName("image_id"), JsonRequired] long ImageId,
        [property: JsonPropertyName("caption"), JsonRequired] string Caption);
}
