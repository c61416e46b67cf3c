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

    /// <summary>The architecture that a file states.</summary>
    /// <exception cref="InvalidDataException">The file states none, or an unreadable one.</exception>
    public static EdmArchitecture Architecture(WeightFile file)
    {
        if (!file.Metadata.TryGetValue(ArchitectureKey, out var text))
            throw new InvalidDataException($"'{file.Path}' does not say which network its weights are for; add teacher.architecture to the run file");
        try
        {
            return JsonSerializer.Deserialize<EdmArchitecture>(text, Json) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{file.Path}' states an architecture that cannot be read ({error.Message}): {text}", error);
        }
    }

    /// <summary>Refuses a file whose network was trained for another σ_data.</summary>
    public static void CheckSigmaData(WeightFile file, double sigmaData)
    {
        if (file.Metadata.TryGetValue(SigmaDataKey, out var text) && JsonSerializer.Deserialize<double>(text) is var stated && stated != sigmaData)
            throw new InvalidDataException($"'{file.Path}' was trained with sigmaData {stated}, the run file says {sigmaData}; set teacher.sigmaData to {stated}");
    }
}
