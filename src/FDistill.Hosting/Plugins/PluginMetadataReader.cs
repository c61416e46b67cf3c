using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using FDistill.Plugins;

namespace FDistill.Hosting.Plugins;

/// <summary>Reads a plugin's own account of itself from its file, without loading it: none of its code runs.</summary>
internal static class PluginMetadataReader
{
    private const ushort Prolog = 1;    // what the value of a custom attribute begins with (ECMA-335, II.23.3)

    /// <summary>Reads an assembly's version and its <see cref="FDistillPluginAttribute"/>.</summary>
    /// <exception cref="BadImageFormatException">The file is damaged, or no assembly at all.</exception>
    /// <exception cref="InvalidDataException">It is no plugin; the message says what it lacks.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PluginMetadata Read(string assemblyPath)
    {
        var image = File.ReadAllBytes(assemblyPath);   // not mapped: the file may be written to at this moment
        try
        {
            return Read(image);
        }
        catch (Exception damage) when (damage is not (InvalidDataException or BadImageFormatException))   // offsets that lead nowhere end in any of a dozen exceptions
        {
            throw new BadImageFormatException(damage.Message, damage);
        }
    }

    private static PluginMetadata Read(byte[] content)
    {
        using var image = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(content));
        if (!image.HasMetadata) throw new InvalidDataException("It is not a .NET assembly.");

        var metadata = image.GetMetadataReader();
        if (!metadata.IsAssembly) throw new InvalidDataException("It is not a .NET assembly.");

        var assembly = metadata.GetAssemblyDefinition();
        foreach (var handle in assembly.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (!IsPluginAttribute(metadata, attribute)) continue;

            var value = metadata.GetBlobReader(attribute.Value);
            if (value.ReadUInt16() != Prolog) throw new InvalidDataException("Its plugin attribute is damaged.");
            var entry = value.ReadSerializedString() ?? throw new InvalidDataException("Its plugin attribute names no entry class.");
            var contract = value.ReadSerializedString() ?? throw new InvalidDataException("Its plugin attribute names no contract.");
            return new PluginMetadata(assembly.Version, entry.Split(',')[0], contract);
        }

        throw new InvalidDataException("It is not a plugin: the assembly has no [assembly: FDistillPlugin(…)] attribute.");
    }

    private static bool IsPluginAttribute(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference) return false;
        var constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
        if (constructor.Parent.Kind != HandleKind.TypeReference) return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent);
        return metadata.StringComparer.Equals(type.Name, nameof(FDistillPluginAttribute))
            && metadata.StringComparer.Equals(type.Namespace, typeof(FDistillPluginAttribute).Namespace!);
    }
}
