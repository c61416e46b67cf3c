using System.IO.Compression;
using FDistill.Hosting.Packages;
using FDistill.Hosting.Tests.Support;

namespace FDistill.Hosting.Tests.Packages;

public sealed class PackageFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_package_says_its_name_and_version() =>
        Assert.Equal(new PackageFile("Acme.Parts", "1.2.3-beta"), PackageFile.Read(Package("<package><metadata><id>Acme.Parts</id><version>1.2.3-beta</version></metadata></package>")));

    [Theory]
    [InlineData("<package><metadata><id>Acme</id></metadata></package>", "its .nuspec file has no version")]
    [InlineData("<package>", "no NuGet package, or damaged")]
    public void A_package_that_does_not_is_refused_by_name(string nuspec, string message)
    {
        var path = Package(nuspec);
        var mistake = Assert.Throws<UserException>(() => PackageFile.Read(path));
        Assert.StartsWith($"'{path}' is no NuGet package, or damaged: ", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_archive_or_not_there_is_refused_by_name()
    {
        Assert.Contains("no NuGet package", Assert.Throws<UserException>(() => PackageFile.Read(folder.Write("text.nupkg", "text"))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", Assert.Throws<UserException>(() => PackageFile.Read("/nowhere/acme.nupkg")).Message, StringComparison.Ordinal);
    }

    private string Package(string nuspec)
    {
        var path = Path.Combine(folder.Path, "acme.nupkg");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var writer = new StreamWriter(zip.CreateEntry("acme.nuspec").Open());
        writer.Write(nuspec);
        return path;
    }
}
