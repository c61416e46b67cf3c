using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace FDistill.Hosting.Packages;

/// <summary>What a NuGet package says of itself.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record PackageFile(string Id, string Version)
{
    /// <summary>Reads a package's account of itself.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserException">It is not there, or no package; the message names it.</exception>
    public static PackageFile Read(string path)
    {
        if (!File.Exists(path)) throw new UserException($"There is no file '{path}'. Give a .nupkg file, or a package's name and where it is to be had: NAME --source FEED.");
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var entry = zip.Entries.SingleOrDefault(entry => entry.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !entry.FullName.Contains('/', StringComparison.Ordinal))
                ?? throw new InvalidDataException("it holds no .nuspec file");
            using var stream = entry.Open();
            var metadata = XDocument.Load(stream).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata");
            string Of(string name) => metadata?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value ? value : throw new InvalidDataException($"its .nuspec file has no {name}");
            return new PackageFile(Of("id"), Of("version"));
        }
        catch (Exception damage) when (damage is InvalidDataException or XmlException)
        {
            throw new UserException($"'{path}' is no NuGet package, or damaged: {damage.Message}.", damage);
        }
    }
}
