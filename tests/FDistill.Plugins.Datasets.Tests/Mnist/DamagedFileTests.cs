using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Tests.Support;

namespace FDistill.Plugins.Datasets.Tests.Mnist;

public sealed class DamagedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_file_is_named_with_the_names_looked_for()
    {
        var mistake = Assert.Throws<FileNotFoundException>(Read);
        Assert.Contains(folder.Path, mistake.Message);
        Assert.Contains("train-images-idx3-ubyte.gz", mistake.Message);
    }

    [Fact]
    public void A_file_that_is_no_idx_file_is_refused() =>
        Refused(Images("GIF89a"u8.ToArray()), "is no IDX file: it begins with 47 49 46 38");

    [Fact]
    public void Another_type_of_entries_is_refused() =>
        Refused(Images(Idx.Bytes([2, 28, 28], new byte[2 * 784], type: 0x0d)), "type 0d in 3 dimensions; expected unsigned bytes (08) in 3");

    [Fact]
    public void Labels_in_place_of_images_are_refused() =>
        Refused(Images(Idx.Bytes([2], new byte[2])), "in 1 dimensions; expected unsigned bytes (08) in 3");

    [Fact]
    public void A_file_cut_in_its_header_is_refused() =>
        Refused(Images(Idx.Bytes([2, 28, 28], [])[..9]), "is cut short: 9 bytes");

    [Fact]
    public void A_file_cut_in_its_data_is_refused() =>
        Refused(Images(Idx.Bytes([2, 28, 28], new byte[1000])), "its header says 2x28x28 entries, 1000 bytes follow");

    [Fact]
    public void A_file_with_too_much_data_is_refused() =>
        Refused(Images(Idx.Bytes([2, 28, 28], new byte[2000])), "2000 bytes follow");

    [Fact]
    public void A_size_below_one_is_refused() =>
        Refused(Images(Idx.Bytes([-1, -28, 28], new byte[784])), "-1x-28x28");

    [Fact]
    public void A_cut_gzip_is_refused()
    {
        var whole = Idx.Gzip(Idx.Bytes([2, 28, 28], new byte[2 * 784]));
        Refused(Images(whole[..(whole.Length / 2)]), "train-images-idx3-ubyte");
    }

    [Fact]
    public void A_damaged_gzip_is_refused()
    {
        var whole = Idx.Gzip(Idx.Bytes([2, 28, 28], [.. Enumerable.Range(0, 2 * 784).Select(k => (byte)(k * k))]));
        whole[20] ^= 0xff;
        Refused(Images(whole), "is damaged");
    }

    [Fact]
    public void Images_of_another_size_are_refused() =>
        Refused(Images(Idx.Bytes([2, 8, 8], new byte[128])), "images of 8x8; expected 28x28");

    [Fact]
    public void More_labels_than_images_are_refused() =>
        Refused(Labels(Idx.Bytes([3], [0, 1, 2])), "holds 3 labels, but");

    [Fact]
    public void A_label_above_nine_is_refused() =>
        Refused(Labels(Idx.Bytes([2], [0, 10])), "holds the label 10; expected 0 … 9");

    private string Images(byte[] bytes) => Write("train-images-idx3-ubyte", bytes);

    private string Labels(byte[] bytes) => Write("train-labels-idx1-ubyte", bytes);

    private string Write(string name, byte[] bytes)
    {
        Idx.WriteDigits(folder.Path, 2);
        File.WriteAllBytes(folder.File(name), bytes);
        return folder.File(name);
    }

    private void Refused(string file, string reason)
    {
        var mistake = Assert.Throws<InvalidDataException>(Read);
        Assert.Contains(file, mistake.Message);
        Assert.Contains(reason, mistake.Message);
    }

    private MnistDataset Read() => new(new MnistOptions { Folder = folder.Path });
}
