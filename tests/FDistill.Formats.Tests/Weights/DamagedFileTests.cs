using System.IO.Compression;
using FDistill.Formats.Tests.Support;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace FDistill.Formats.Tests.Weights;

public sealed class DamagedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("nested.pth")]
    [InlineData("network.pkl")]
    public void Whatever_bytes_are_changed_a_file_is_read_or_refused_by_name(string name)
    {
        var whole = Golden.Bytes(name);
        var changes = Gen.Choose(0, whole.Length - 1).Zip(Gen.Choose(0, 255)).NonEmptyListOf().ToArbitrary();
        Prop.ForAll(changes, list =>
        {
            var changed = (byte[])whole.Clone();
            foreach (var (place, value) in list) changed[place] = (byte)value;
            File.WriteAllBytes(folder.File("a"), changed);
            ReadOrRefused.Check(folder.File("a"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(4));
    }

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("network.pkl")]
    public void Wherever_a_file_is_cut_it_is_refused_by_name(string name)
    {
        var whole = Golden.Bytes(name);
        for (var length = 0; length < whole.Length; length += 1 + (length / 64))
        {
            File.WriteAllBytes(folder.File("a"), whole[..length]);
            var error = Assert.Throws<InvalidDataException>(() => new WeightFiles().Read(folder.File("a")));
            Assert.Contains(folder.File("a"), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_compressed_archive_is_refused_without_being_expanded()
    {
        using (var zip = new ZipArchive(File.Create(folder.File("a.pth")), ZipArchiveMode.Create))
        using (var content = zip.CreateEntry("a/data.pkl", CompressionLevel.SmallestSize).Open())
            content.Write(new byte[1 << 20]);
        AssertRefused("'a/data.pkl' is compressed");
    }

    [Fact]
    public void Entries_that_overlap_are_refused()
    {
        // The directory's entry of the second storage is sent to the first one's place.
        var bytes = Golden.Bytes("zip.pth");
        var (first, second) = (DirectoryEntry(bytes, "zip/data/0"u8), DirectoryEntry(bytes, "zip/data/1"u8));
        bytes.AsSpan(first + 42, 4).CopyTo(bytes.AsSpan(second + 42));
        File.WriteAllBytes(folder.File("a.pth"), bytes);
        AssertRefused("overlap");
    }

    [Fact]
    public void A_storage_that_claims_more_than_its_entry_has_is_refused()
    {
        var bytes = Golden.Bytes("zip.pth");
        var place = bytes.AsSpan().IndexOf("cpuq"u8);
        var count = bytes.AsSpan(place..).IndexOf("K0t"u8) + place;
        bytes[count + 1] = 200;
        File.WriteAllBytes(folder.File("a.pth"), bytes);
        AssertRefused("storage '0' of 200 numbers, but it has 192 bytes");
    }

    private static int DirectoryEntry(byte[] archive, ReadOnlySpan<byte> name) => archive.AsSpan().LastIndexOf([.. name, .. "PK"u8]) - 46;

    private void AssertRefused(string found)
    {
        var error = Assert.Throws<InvalidDataException>(() => new WeightFiles().Read(folder.File("a.pth")));
        Assert.Contains(folder.File("a.pth"), error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }
}
