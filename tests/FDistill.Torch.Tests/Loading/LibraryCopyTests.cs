using FDistill.Torch.Loading;
using FDistill.Torch.Tests.Support;

namespace FDistill.Torch.Tests.Loading;

public sealed class LibraryCopyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fdistill-copy-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_library_loads_from_memory_and_leaves_no_file()
    {
        Linux.Only();
        TorchRuntime.Load();
        var library = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libtorch", "libtorch_global_deps.so"));

        Assert.NotEqual(0, LibraryCopy.InMemory(library, "libcopy.so") ?? 0);
        Assert.Contains("memfd:libcopy.so", File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_memory_is_refused_a_file_of_its_hash_takes_its_place_and_is_used_again()
    {
        byte[] content = [1, 2, 3];

        var first = LibraryCopy.InFolder(content, "lib.so", folder.FullName);
        var written = File.GetLastWriteTimeUtc(first);
        var second = LibraryCopy.InFolder(content, "lib.so", folder.FullName);

        Assert.Equal(first, second);
        Assert.Equal(written, File.GetLastWriteTimeUtc(second));
        Assert.Equal(content, File.ReadAllBytes(first));
        Assert.Single(folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_damaged_file_in_the_cache_is_replaced()
    {
        var file = LibraryCopy.InFolder([1, 2, 3], "lib.so", folder.FullName);
        File.WriteAllBytes(file, [1, 2]);

        LibraryCopy.InFolder([1, 2, 3], "lib.so", folder.FullName);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(file));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_named_with_the_way_out()
    {
        var blocked = Path.Combine(folder.FullName, "a file");
        File.WriteAllText(blocked, "");

        var failure = Assert.Throws<DllNotFoundException>(() => LibraryCopy.InFolder([1], "lib.so", blocked));

        Assert.Contains(blocked, failure.Message, StringComparison.Ordinal);
        Assert.Contains("XDG_CACHE_HOME", failure.Message, StringComparison.Ordinal);
    }
}
