using System.Reflection;
using FDistill.Hosting.Documentation;
using FDistill.Hosting.RunFiles;

namespace FDistill.Hosting.Plugins;

/// <summary>Whether the classes of a plugin's parts and options can be looked at, as listings, schemas and run files
/// do: one that cannot would end these for all plugins.</summary>
internal static class PartReflection
{
    /// <summary>What is wrong with the first class that cannot, in one sentence; null where all can.</summary>
    /// <param name="plugin">A plugin that has registered its parts.</param>
    public static string? Mistake(PluginReport plugin)
    {
        var documentation = new XmlDocumentation();
        foreach (var part in plugin.Parts)
        {
            try
            {
                foreach (var constructor in part.PartType.GetConstructors()) constructor.GetParameters();
                new OptionDescriptions(documentation).Of(part.OptionsType);
            }
            catch (Exception failure)   // foreign code may throw anything
            {
                return Sentence($"The classes of its {part.Kind} '{part.Name}'", failure);
            }
        }

        try
        {
            new RunFileSchema(new PluginCatalog([plugin]), documentation).Of(typeof(DistillationRunFile));
            return null;
        }
        catch (Exception failure)   // foreign code may throw anything
        {
            return Sentence("The options of its parts", failure);
        }
    }

    private static string Sentence(string what, Exception failure)
    {
        var cause = failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
        return $"{what} cannot be read: {cause.GetType().Name}: {cause.Message}";
    }
}
