using System.Reflection;

namespace McMaster.NETCore.Plugins.Loader;

/// <summary>Finds the files of a plugin's dependencies: beside the plugin first, then in the probing paths.</summary>
internal sealed class LibraryFinder(LoadContextPlan plan)
{
    public string? FindAssembly(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (!string.IsNullOrEmpty(assemblyName.CultureName)) return FindResource(assemblyName.CultureName, name);
        if (plan.ManagedLibraries.TryGetValue(name, out var library)
            && FindLibrary(library.AppLocalPath, library.AdditionalProbingPath) is { } path) return path;
        return FirstExisting([plan.BasePath, .. plan.ProbingPaths], name + ".dll");
    }

    public string? FindNative(string dllName)
    {
        var variations = NativeLibraryNames.VariationsOf(dllName).ToArray();
        foreach (var variation in variations)
        {
            if (plan.NativeLibraries.TryGetValue(Path.GetFileNameWithoutExtension(variation), out var library)
                && FindLibrary(library.AppLocalPath, library.AdditionalProbingPath) is { } path) return path;
        }
        return variations.Select(variation => FirstExisting([plan.BasePath, .. plan.ProbingPaths], variation)).FirstOrDefault(path => path is not null);
    }

    private string? FindResource(string culture, string name) =>
        FirstExisting([plan.BasePath, .. plan.ResourceProbingPaths], Path.Combine(culture, name + ".dll"));

    private string? FindLibrary(string appLocalPath, string probingPath) =>
        FirstExisting([plan.BasePath], appLocalPath)
        ?? FirstExisting([plan.BasePath], Path.GetFileName(appLocalPath))
        ?? FirstExisting(plan.ProbingPaths, probingPath);

    private static string? FirstExisting(string[] folders, string relativePath) =>
        folders.Select(folder => Path.Combine(folder, relativePath)).FirstOrDefault(File.Exists);
}
