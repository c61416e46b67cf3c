using FDistill.Hosting.Tests.Support;

namespace FDistill.Hosting.Tests;

public sealed class WorkFolderTests : IDisposable
{
    private readonly TemporaryFolder parent = new();

    public void Dispose() => parent.Dispose();

    [Fact]
    public void Is_there_while_its_owner_lives_and_gone_afterwards()
    {
        var first = WorkFolder.Create(parent.Path, "work");
        using (var second = WorkFolder.Create(parent.Path, "work"))
        {
            Assert.NotEqual(first.Folder, second.Folder);
            Assert.True(Directory.Exists(first.Folder));
            Assert.True(Directory.Exists(second.Folder));
        }

        Assert.Equal([first.Folder], Directory.EnumerateFileSystemEntries(parent.Path));
        first.Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(parent.Path));
    }

    [Fact]
    public void One_that_a_killed_process_left_is_deleted_and_what_is_anothers_or_leads_elsewhere_is_not()
    {
        using var mine = WorkFolder.Create(parent.Path, "work");
        var prefix = Path.GetFileName(mine.Folder)[..^32];
        var left = parent.Write($"{prefix}left/.busy", "");
        parent.Write($"{prefix}left/deep/file", "");
        var young = parent.Write($"{prefix}young/file", "");
        var other = parent.Write("work-anothermachine-0/.busy", "");
        var foreign = parent.Write("other-purpose/.busy", "");
        using var elsewhere = new TemporaryFolder();
        var kept = elsewhere.Write("kept/.busy", "");
        if (!OperatingSystem.IsWindows()) Directory.CreateSymbolicLink(Path.Combine(parent.Path, $"{prefix}link"), Path.GetDirectoryName(kept)!);

        using var next = WorkFolder.Create(parent.Path, "work");

        Assert.False(Directory.Exists(Path.GetDirectoryName(left)));
        Assert.All([young, other, foreign, kept, mine.Folder], path => Assert.True(Path.Exists(path), path));
    }
}
