namespace FDistill.Hosting.Plugins;

/// <summary>A part that a plugin brings.</summary>
/// <param name="Kind">What kind of part it is.</param>
/// <param name="Name">The name by which run files choose it.</param>
/// <param name="PartType">The implementing class.</param>
/// <param name="OptionsType">The class of its options.</param>
/// <param name="Plugin">The name of its plugin.</param>
/// <param name="Description">One sentence for listings.</param>
public sealed record PartDescriptor(PartKind Kind, string Name, Type PartType, Type OptionsType, string Plugin, string Description)
{
    /// <summary>The name that distinguishes it from a part of the
    /// same name in another plugin: <c>plugin/name</c>.</summary>
    public string QualifiedName => $"{Plugin}/{Name}";
}
