using System.Text.Json;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>Takes probing paths from a <c>.runtimeconfig.json</c>, and on request from its <c>.dev.json</c> companion.</summary>
public static class RuntimeConfigExtensions
{
    /// <summary>A file that is not there adds nothing; one that cannot be read is reported in <paramref name="error"/>.</summary>
    public static AssemblyLoadContextBuilder TryAddAdditionalProbingPathFromRuntimeConfig(
        this AssemblyLoadContextBuilder builder, string runtimeConfigPath, bool includeDevConfig, out Exception? error)
    {
        error = null;
        try
        {
            AddProbingPaths(builder, runtimeConfigPath);
            if (includeDevConfig) AddProbingPaths(builder, Path.ChangeExtension(runtimeConfigPath, ".dev.json"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            error = e;
        }
        return builder;
    }

    private static void AddProbingPaths(AssemblyLoadContextBuilder builder, string path)
    {
        if (!File.Exists(path)) return;
        using var stream = File.OpenRead(path);
        using var document = JsonDocument.Parse(stream);
        if (!document.RootElement.TryGetProperty("runtimeOptions", out var options)
            || !options.TryGetProperty("additionalProbingPaths", out var paths)) return;
        foreach (var entry in paths.EnumerateArray())
        {
            if (entry.GetString() is { Length: > 0 } folder && Path.IsPathRooted(folder)) builder.AddProbingPath(folder);
        }
    }
}
