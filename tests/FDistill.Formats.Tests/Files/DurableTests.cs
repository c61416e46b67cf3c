using System.Text;
using FDistill.Formats.Files;
using FDistill.Tests.Shared;

namespace FDistill.Formats.Tests.Files;

public sealed class DurableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_fails_half_way_leaves_the_old_one_and_nothing_beside_it()
    {
        var path = folder.File("run.json");
        Durable.WriteFile(path, "old");
        Assert.Throws<IOException>(() => Durable.WriteFile(path, stream =>
        {
            stream.Write("ne"u8);
            throw new IOException("the disk is full");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_holds_the_same_is_not_written()
    {
        var (path, before) = (folder.File("run.json"), DateTime.UtcNow.AddDays(-7));
        Durable.WriteFile(path, "same");
        File.SetLastWriteTimeUtc(path, before);
        Durable.WriteFile(path, "same");
        Assert.Equal(before, File.GetLastWriteTimeUtc(path), TimeSpan.FromSeconds(1));
        Durable.WriteFile(path, "some");
        Assert.Equal("some", File.ReadAllText(path));
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_points_to_is_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "links need rights on Windows");
        var (target, link) = (folder.File("target.json"), folder.File("link.json"));
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);
        Durable.WriteFile(link, Encoding.UTF8.GetBytes("new"));
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
    }

    [Fact]
    public void A_device_is_written_as_it_is()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "there is no /dev/null");
        Durable.WriteFile("/dev/null", "gone");
        Assert.False(File.Exists("/dev/null.partial"));
    }
}
