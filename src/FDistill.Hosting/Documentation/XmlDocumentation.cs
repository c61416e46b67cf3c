using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace FDistill.Hosting.Documentation;

/// <summary>The documentation comments of assemblies, from the XML files beside them.</summary>
public sealed partial class XmlDocumentation
{
    private readonly Dictionary<Assembly, IReadOnlyDictionary<string, XElement>> files = [];

    /// <summary>A type's summary, as plain text; empty where it has none.</summary>
    /// <param name="type">The type.</param>
    public string Summary(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Summary(type.Assembly, $"T:{Name(type)}");
    }

    /// <summary>A property's summary, as plain text; empty where it has none.</summary>
    /// <param name="property">The property.</param>
    public string Summary(PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return Summary(property.DeclaringType!.Assembly, $"P:{Name(property.DeclaringType)}.{property.Name}");
    }

    /// <summary>An enumeration member's summary, as plain text; empty where it has none.</summary>
    /// <param name="enumeration">The enumeration.</param>
    /// <param name="member">The member.</param>
    public string Summary(Type enumeration, string member)
    {
        ArgumentNullException.ThrowIfNull(enumeration);
        return Summary(enumeration.Assembly, $"F:{Name(enumeration)}.{member}");
    }

    private string Summary(Assembly assembly, string member) =>
        Members(assembly).TryGetValue(member, out var element) && element.Element("summary") is { } summary ? Blanks().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : "";

    private IReadOnlyDictionary<string, XElement> Members(Assembly assembly)
    {
        if (!files.TryGetValue(assembly, out var members)) files.Add(assembly, members = Read(Beside(assembly)));
        return members;
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An assembly in a single file has no place of its own: its documentation lies beside the program.")]
    private static string Beside(Assembly assembly) =>
        assembly.Location is { Length: > 0 } file ? Path.ChangeExtension(file, ".xml") : Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");

    /// <summary>A file that is missing or damaged leaves parts
    /// undocumented; it is no reason not to list them.</summary>
    private static Dictionary<string, XElement> Read(string path)
    {
        try
        {
            return !File.Exists(path) ? [] : XDocument.Load(path).Descendants("member")
                .Where(member => member.Attribute("name") is not null)
                .DistinctBy(member => member.Attribute("name")!.Value)
                .ToDictionary(member => member.Attribute("name")!.Value);
        }
        catch (Exception damage) when (damage is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Referred(see),
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => reference.Attribute("name")?.Value ?? "",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private static string Referred(XElement see)
    {
        var target = see.Attribute("langword")?.Value ?? see.Attribute("cref")?.Value ?? "";
        return target.Split('(')[0].Split('.', ':')[^1].Split('`')[0];
    }

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
