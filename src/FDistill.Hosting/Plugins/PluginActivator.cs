using System.Reflection;
using FDistill.Plugins;
using McMaster.NETCore.Plugins;

namespace FDistill.Hosting.Plugins;

/// <summary>Loads a plugin's assembly into a load context of its own and lets it register its parts.</summary>
internal static class PluginActivator
{
    /// <summary>Loads and registers; whatever the plugin does wrong becomes a status.</summary>
    public static PluginReport Activate(PluginCandidate candidate, PluginMetadata metadata, PrivateCopies copies)
    {
        var report = new PluginReport(candidate.Name, candidate.Path, PluginStatus.Faulted, "") { Version = metadata.Version, Contract = metadata.Contract };
        IReadOnlyList<AssemblyName> references = [];
        try
        {
            SharedIdentities.Offer();
            var loader = PluginLoader.CreateFromAssemblyFile(candidate.IsBundled ? candidate.Path : copies.Of(candidate.Path), sharedTypes: SharedTypes.All);
            var assembly = loader.LoadDefaultAssembly();
            references = assembly.GetReferencedAssemblies();
            foreach (var reference in references) loader.LoadAssembly(reference);
            var parts = Register(candidate, metadata, assembly);
            var loaded = report with { Status = PluginStatus.Loaded, Reason = $"It brings {parts.Count} part{(parts.Count == 1 ? "" : "s")}.{Replaced()}", Parts = parts };
            return !candidate.IsBundled && PartReflection.Mistake(loaded) is { } mistake ? report with { Reason = mistake + Replaced() } : loaded;
        }
        catch (Exception failure)   // foreign code may throw anything
        {
            return report with { Reason = Reason(failure) + Replaced() };
        }

        string Replaced() => ReplacedTorch.Describe(Path.GetDirectoryName(candidate.Path)!, references);
    }

    private static IReadOnlyList<PartDescriptor> Register(PluginCandidate candidate, PluginMetadata metadata, Assembly assembly)
    {
        var entry = assembly.GetType(metadata.Entry, throwOnError: true)!;
        var instance = Activator.CreateInstance(entry);
        if (instance is not IPlugin plugin)
            throw new InvalidOperationException($"its entry class {metadata.Entry} does not implement {nameof(IPlugin)}");

        var builder = new PluginBuilder(candidate.Name);
        plugin.Register(builder);
        return builder.Parts;
    }

    private static string Reason(Exception failure) => failure switch
    {
        TargetInvocationException { InnerException: { } inner } => $"Its entry class could not be constructed: {Sentence(inner)}",
        DllNotFoundException missing => $"It needs the native library '{Quoted(missing.Message)}', which is neither beside it nor on the system: {missing.Message.Split('\n')[0]}",
        FileNotFoundException { FileName: { } file } => $"It needs {file.Split(',')[0]}, which is neither beside it nor in the host.",
        MissingMethodException when failure.StackTrace?.Contains(nameof(Activator), StringComparison.Ordinal) == true => $"Its entry class has no public constructor without parameters: {Sentence(failure)}",
        BadImageFormatException => $"Its assembly is damaged: {Sentence(failure)}",
        _ => $"It could not register its parts: {Sentence(failure)}",
    };

    /// <summary>The runtime names the library in quotes, and nowhere else.</summary>
    private static string Quoted(string message) => message.Split('\'') is [_, var name, ..] ? name : "";

    private static string Sentence(Exception failure) => $"{failure.GetType().Name}: {failure.Message}";
}
