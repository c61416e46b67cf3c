using System.IO.Compression;

namespace FDistill.Hosting.Tests.Support;

/// <summary>A package that a test writes, file by file, as anybody could.</summary>
internal sealed class NuGetPackage(string id, string version)
{
    private readonly List<(string Path, byte[] Content)> files = [];
    private readonly List<string> dependencies = [];

    /// <summary>The .nuspec file; null for a right one.</summary>
    public string? Nuspec { get; init; }

    /// <summary>What stands in it besides the usual.</summary>
    public string Metadata { get; init; } = "";

    public NuGetPackage With(string path, string content) => With(path, System.Text.Encoding.UTF8.GetBytes(content));

    public NuGetPackage With(string path, byte[] content)
    {
        files.Add((path, content));
        return this;
    }

    public NuGetPackage Needing(string other, string range, string more = "")
    {
        dependencies.Add($"<dependency id=\"{other}\" version=\"{range}\" {more} />");
        return this;
    }

    /// <summary>Writes it into a folder.</summary>
    /// <returns>Its file.</returns>
    public string Write(string folder, string? name = null)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name ?? $"{id}.{version}.nupkg");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, $"{(name is null ? id : "package")}.nuspec", System.Text.Encoding.UTF8.GetBytes(Nuspec ?? $"""
            <?xml version="1.0"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id><version>{version}</version><authors>a</authors><description>d</description>{Metadata}
                <dependencies><group targetFramework="net10.0">{string.Concat(dependencies)}</group></dependencies>
              </metadata>
            </package>
            """));
        foreach (var (file, content) in files) Add(zip, file, content);
        return path;
    }

    private static void Add(ZipArchive zip, string path, byte[] content)
    {
        using var stream = zip.CreateEntry(path).Open();
        stream.Write(content);
    }
}
