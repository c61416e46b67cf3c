using FDistill.Torch.Loading;
using FDistill.Torch.Tests.Support;

namespace FDistill.Torch.Tests.Loading;

public sealed class ElfLibraryTests
{
    private const string Newest = "GLIBCXX_3.4.32";

    [Fact]
    public void The_bridge_demands_a_newer_standard_library_than_it_uses()
    {
        Linux.Only();
        var library = new ElfLibrary(Linux.Bridge());

        var newest = Assert.Single(library.NeededVersions(), version => version.Name == Newest);

        Assert.Equal("libstdc++.so.6", newest.File);
        Assert.False(library.Uses(newest));
    }

    [Fact]
    public void What_it_uses_is_seen_to_be_used()
    {
        Linux.Only();
        var library = new ElfLibrary(Linux.Bridge());

        foreach (var name in (string[])["GLIBCXX_3.4", "CXXABI_1.3", "GLIBC_2.2.5"])
            Assert.True(library.NeededVersions().Where(version => version.Name == name).Any(library.Uses), name);
    }

    [Fact]
    public void Weakening_a_demand_changes_one_bit_of_the_file()
    {
        Linux.Only();
        var (before, after) = (Linux.Bridge(), Linux.Bridge());
        var library = new ElfLibrary(after);

        library.Weaken(library.NeededVersions().Single(version => version.Name == Newest));

        var changed = Assert.Single(Enumerable.Range(0, before.Length), at => before[at] != after[at]);
        Assert.Equal(before[changed] | 2, after[changed]);
    }

    [Fact]
    public void The_system_s_own_library_lists_the_versions_it_offers()
    {
        Linux.Only();
        var file = Assert.Single(SystemLibraries.Loaded("libstdc++.so.6"));

        var offered = new ElfLibrary(File.ReadAllBytes(file)).DefinedVersions();

        Assert.Contains("GLIBCXX_3.4.21", offered);
        Assert.DoesNotContain("GLIBCXX_9.9.99", offered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ this is a library of another system, of sixty-four bytes or more ...............")]
    public void What_is_no_such_library_is_refused(string content) =>
        Assert.Throws<InvalidDataException>(() => new ElfLibrary(System.Text.Encoding.ASCII.GetBytes(content)));
}
