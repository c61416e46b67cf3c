using System.Formats.Tar;
using System.IO.Compression;
using FDistill.Datasets;
using FDistill.Plugins.Datasets.Cifar10;
using FDistill.Plugins.Datasets.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.Cifar10;

/// <summary>Two images: channel c, row y, column x of image n is (50
/// n + 80 c + 3 y + x) mod 256; their labels are 3 and 9.</summary>
public sealed class Cifar10Tests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("python-2")]
    [InlineData("protocol-2")]
    [InlineData("protocol-4")]
    public void Python_batches_are_read_as_python_2_and_python_3_write_them(string version) => Check(Open(Golden(version)));

    [Fact]
    public void Binary_batches_are_read()
    {
        File.WriteAllBytes(folder.File("test_batch.bin"), Binary());
        Check(Open(folder.Path));
    }

    [Theory]
    [InlineData("cifar-10-batches-bin/test_batch.bin")]
    [InlineData("cifar-10-batches-py/test_batch")]
    public void Archives_are_read_as_they_are_downloaded(string entry)
    {
        var content = folder.File("content");
        File.WriteAllBytes(content, entry.EndsWith(".bin", StringComparison.Ordinal) ? Binary() : File.ReadAllBytes(Path.Combine(Golden("python-2"), "test_batch")));
        var path = folder.File("cifar.tar.gz");
        using (var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest))) tar.WriteEntry(content, entry);
        Check(Open(path));
    }

    [Fact]
    public void The_training_batches_follow_each_other()
    {
        for (var batch = 1; batch <= 5; batch++)
        {
            var bytes = Binary();
            bytes[0] = (byte)batch;
            File.WriteAllBytes(folder.File($"data_batch_{batch}.bin"), bytes);
        }

        var dataset = new Cifar10Dataset(new Cifar10Options { Path = folder.Path }, Pictures.Resizer);
        using var stream = dataset.Open(new DataRequest { Batch = 20 });
        var read = stream.Next()!;
        Assert.Equal([1, 9, 2, 9, 3, 9, 4, 9, 5, 9], read.Labels!.data<long>().ToArray());
        Assert.Equal("train/9", read.Ids![9]);
    }

    [Fact]
    public void A_missing_batch_is_named() =>
        Assert.Contains("holds neither test_batch.bin nor test_batch", Assert.Throws<FileNotFoundException>(() => Open(folder.Path)).Message);

    [Fact]
    public void A_binary_batch_that_is_cut_or_has_a_label_above_nine_is_refused()
    {
        Assert.Contains("6145 bytes; expected a multiple of 3073", Refused("test_batch.bin", Binary()[..^1]));
        var wrong = Binary();
        wrong[3073] = 10;
        Assert.Contains("image 1 has the label 10; expected 0 … 9", Refused("test_batch.bin", wrong));
    }

    [Fact]
    public void A_pickle_that_calls_anything_else_is_refused_and_nothing_is_run() =>
        Assert.Contains("calls os.system, which is not run", Refused("test_batch", [0x80, 0x02, .. "cos\nsystem\n(U\u0004exittR."u8]));

    [Fact]
    public void A_pickle_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(Path.Combine(Golden("python-2"), "test_batch"));
        foreach (var length in Enumerable.Range(0, 300).Append(3000).Append(whole.Length - 1)) Refused("test_batch", whole[..length]);
    }

    [Fact]
    public void A_pickle_with_any_byte_of_its_structure_changed_is_read_or_refused()
    {
        var whole = File.ReadAllBytes(Path.Combine(Golden("python-2"), "test_batch"));
        foreach (var at in Enumerable.Range(0, 260))
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x15;
            File.WriteAllBytes(folder.File("test_batch"), changed);
            var outcome = Record.Exception(() => Open(folder.Path));
            Assert.True(outcome is null or InvalidDataException, $"byte {at}: {outcome}");
        }
    }

    private static byte[] Binary() =>
        [.. Enumerable.Range(0, 2).SelectMany(n => new[] { (byte)(n == 0 ? 3 : 9) }.Concat(Enumerable.Range(0, 3072).Select(k => (byte)(n * 50 + k / 1024 * 80 + k / 32 % 32 * 3 + k % 32))))];

    private static void Check(Cifar10Dataset dataset)
    {
        Assert.Equal((2, 10), (dataset.Count, dataset.Classes));
        using var stream = dataset.Open(new DataRequest { Batch = 2 });
        var batch = stream.Next()!;
        Assert.Equal([3, 9], batch.Labels!.data<long>().ToArray());
        Assert.Equal([2, 3, 32, 32], batch.Images!.shape);
        var expected = Binary().Where((_, k) => k % 3073 != 0).Select(level => level / 127.5f - 1).ToArray();
        Assert.Equal(expected, batch.Images.data<float>().ToArray());
    }

    private string Refused(string name, byte[] content)
    {
        File.WriteAllBytes(folder.File(name), content);
        var mistake = Assert.Throws<InvalidDataException>(() => Open(folder.Path));
        Assert.Contains(folder.File(name), mistake.Message, StringComparison.Ordinal);
        return mistake.Message;
    }

    private static Cifar10Dataset Open(string path) => new(new Cifar10Options { Path = path, Split = Cifar10Split.Test }, Pictures.Resizer);

    private static string Golden(string version) => Path.Combine(AppContext.BaseDirectory, "Cifar10", "Golden", version);
}
