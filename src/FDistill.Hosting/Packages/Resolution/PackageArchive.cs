using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>A package's file, read as data within <see cref="PackageLimits"/>.</summary>
internal sealed class PackageArchive : IDisposable
{
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);

    private PackageArchive(string file, ZipArchive zip)
    {
        (File, this.zip) = (file, zip);
        if (zip.Entries.Count > PackageLimits.Entries) throw new InvalidDataException($"it holds {zip.Entries.Count} files, expected at most {PackageLimits.Entries}");
        foreach (var entry in zip.Entries)
            if (!entries.TryAdd(entry.FullName, entry)) throw new InvalidDataException($"it holds '{entry.FullName}' twice");

        var nuspecs = zip.Entries.Where(entry => entry.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !entry.FullName.Contains('/', StringComparison.Ordinal)).ToList();
        if (nuspecs.Count != 1) throw new InvalidDataException(nuspecs.Count == 0 ? "it holds no .nuspec file" : $"it holds {nuspecs.Count} .nuspec files, expected one");
        Nuspec = new NuspecReader(Read(nuspecs[0]));
        (Id, Version) = (Metadata("id"), Metadata("version"));
        if (!PackageNames.IsId(Id)) throw new InvalidDataException($"its .nuspec file has the id '{Short(Id)}', which is no package's name: letters, digits and underscores joined by dots or dashes");
        if (!PackageNames.IsVersion(Version)) throw new InvalidDataException($"its .nuspec file has the version '{Short(Version)}', which is no version");
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The package's name.</summary>
    public string Id { get; }

    /// <summary>Its version, as written.</summary>
    public string Version { get; }

    /// <summary>What it says of itself.</summary>
    public NuspecReader Nuspec { get; }

    /// <summary>The paths of its files, with slashes.</summary>
    public IReadOnlyCollection<string> Paths => entries.Keys;

    /// <summary>Opens a package and reads what it says of itself.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="UserException">It is no package, damaged, or beyond the limits.</exception>
    public static PackageArchive Open(string file, string name) => Guarded(name, () =>
    {
        var zip = ZipFile.OpenRead(file);
        try
        {
            return new PackageArchive(file, zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    });

    /// <summary>Reads something of a package; what is wrong with it is told with its name.</summary>
    /// <exception cref="UserException">It is damaged.</exception>
    public static T Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (damage is InvalidDataException or XmlException or PackagingException or ArgumentException or FormatException or InvalidOperationException or OverflowException or NotSupportedException or NullReferenceException)
        {
            throw new UserException($"'{name}' is no NuGet package, or damaged: {damage.Message.TrimEnd('.')}.", damage);
        }
    }

    /// <summary>Writes one of its files.</summary>
    /// <param name="path">Which.</param>
    /// <param name="target">The new file.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <returns>How many it has.</returns>
    /// <exception cref="InvalidDataException">It is damaged or has more.</exception>
    public long Extract(string path, string target, long limit)
    {
        var entry = entries[path];
        using var source = entry.Open();
        using var written = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 16];
        var length = 0L;
        for (int read; (read = source.Read(buffer)) > 0; length += read)
        {
            if (length + read > limit) throw new InvalidDataException($"what is installed of it and its dependencies takes more than {PackageLimits.Unpacked >> 30} GiB");
            written.Write(buffer, 0, read);
        }

        return length;
    }

    /// <inheritdoc/>
    public void Dispose() => zip.Dispose();

    private static XDocument Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var buffer = new byte[(int)Math.Min(entry.Length, PackageLimits.Nuspec) + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > PackageLimits.Nuspec || entry.Length > PackageLimits.Nuspec) throw new InvalidDataException($"its .nuspec file has more than {PackageLimits.Nuspec} bytes");
        using var reader = XmlReader.Create(new MemoryStream(buffer, 0, length), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader);
    }

    private string Metadata(string name) =>
        Nuspec.Xml.Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata")?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value
            ? value
            : throw new InvalidDataException($"its .nuspec file has no {name}");

    private static string Short(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
