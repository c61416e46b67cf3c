using System.Text.Json;
using System.Text.Json.Serialization;
using FDistill.Runs;

namespace FDistill.Plugins.Edm;

/// <summary>What an EDM network's weight file says about the network.</summary>
internal static class EdmWeightFiles
{
    /// <summary>The name under which a network is exported.</summary>
    public const string FileName = "model.safetensors";

    private const string ArchitectureKey = "architecture";
    private const string SigmaDataKey = "sigmaData";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The facts that go into a file.</summary>
    public static Dictionary<string, string> Describe(EdmArchitecture architecture, double sigmaData) => new()
    {
        ["model"] = "edm",
        [ArchitectureKey] = JsonSerializer.Serialize(architecture, Json),
        [SigmaDataKey] = JsonSerializer.Serialize(sigmaData),
    };

    /// <summary>What stands before the names of the network's weights:
    /// nothing, where the file holds no network of that name.</summary>
    public static string Prefix(WeightFile file, string entry) =>
        file.Entries.Any(tensor => tensor.Name.StartsWith($"{entry}.", StringComparison.Ordinal)) ? $"{entry}." : "";

    /// <summary>The architecture and the σ_data that a file states: in this project's
    /// words, or as the arguments of the reference's constructor.</summary>
    /// <exception cref="InvalidDataException">What the file states cannot be read.</exception>
    public static (EdmArchitecture? Architecture, double? SigmaData) Stated(WeightFile file, string entry)
    {
        try
        {
            if (file.Metadata.TryGetValue(ArchitectureKey, out var own))
                return (JsonSerializer.Deserialize<EdmArchitecture>(own, Json), file.Metadata.TryGetValue(SigmaDataKey, out var sigmaData) ? JsonSerializer.Deserialize<double>(sigmaData) : null);
            if (!file.Metadata.TryGetValue(entry, out var constructed)) return (null, null);
            using var json = JsonDocument.Parse(constructed);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("init_kwargs", out var arguments)) return (null, null);
            if (json.RootElement.TryGetProperty("init_args", out var positional) && positional.GetArrayLength() > 0)
                throw new InvalidDataException($"its constructor's arguments {positional.GetRawText()} have no names");
            var network = ReferenceNetwork.Of(json.RootElement.GetProperty("class_name").GetString()!, arguments);
            return (network.Architecture, network.SigmaData);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"'{file.Path}' states an architecture that cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The error where neither file nor run file says which network it is.</summary>
    public static InvalidDataException NoArchitecture(WeightFile file) =>
        new($"'{file.Path}' does not say which network its weights are for; add teacher.architecture to the run file");

    /// <summary>Refuses a file whose network was trained for another σ_data.</summary>
    public static void CheckSigmaData(WeightFile file, double? stated, double sigmaData)
    {
        if (stated is { } trained && trained != sigmaData)
            throw new InvalidDataException($"'{file.Path}' was trained with sigmaData {trained}, the run file says {sigmaData}; set teacher.sigmaData to {trained}");
    }
}
