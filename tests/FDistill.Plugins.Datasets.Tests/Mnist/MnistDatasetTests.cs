using FDistill.Datasets;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.Mnist;

public sealed class MnistDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Pixels_as_stored_run_from_minus_one_to_one()
    {
        var batch = First(size: 28);
        Assert.Equal([4, 1, 28, 28], batch.Images!.shape);
        Assert.Equal(ScalarType.Float32, batch.Images.dtype);
        Assert.Equal(-1, Pixel(batch, 0, 0, 0));
        Assert.Equal(1, Pixel(batch, 0, 255 / 28, 255 % 28));
        Assert.Equal((31 + 5) / 127.5 - 1, Pixel(batch, 1, 0, 5), 1e-6);
    }

    [Fact]
    public void Size_32_adds_a_black_margin_of_2()
    {
        var (stored, padded) = (First(size: 28), First(size: 32));
        var expected = nn.functional.pad(stored.Images!, [2, 2, 2, 2], value: -1);
        Assert.True(padded.Images!.eq(expected).all().item<bool>());
    }

    [Fact]
    public void Size_16_is_the_mean_of_2_by_2_of_size_32()
    {
        var expected = nn.functional.avg_pool2d(First(size: 32).Images!, 2);
        Assert.True((First(size: 16).Images! - expected).abs().max().item<float>() < 1e-6f);
    }

    [Fact]
    public void Labels_and_ids_belong_to_their_images_in_any_order()
    {
        Idx.WriteDigits(folder.Path, 30);
        using var stream = Dataset(size: 28).Open(new DataRequest { Batch = 30, Seed = 5 });
        var batch = stream.Next()!;
        for (var n = 0; n < 30; n++)
        {
            var record = int.Parse(batch.Ids![n]["train/".Length..]);
            Assert.Equal(record % 10, batch.Labels![n].item<long>());
            Assert.Equal((byte)(31 * record) / 127.5 - 1, Pixel(batch, n, 0, 0), 1e-6);
        }
    }

    [Theory]
    [InlineData(MnistSplit.Train, "train", "")]
    [InlineData(MnistSplit.Train, "train", ".gz")]
    [InlineData(MnistSplit.Test, "t10k", ".gz")]
    public void Files_are_read_gzipped_or_not(MnistSplit split, string prefix, string extension)
    {
        Idx.WriteDigits(folder.Path, 3, prefix, extension);
        Assert.Equal(3, new MnistDataset(new MnistOptions { Folder = folder.Path, Split = split }).Count);
    }

    [Fact]
    public void A_limit_takes_the_first_images()
    {
        Idx.WriteDigits(folder.Path, 5);
        var dataset = new MnistDataset(new MnistOptions { Folder = folder.Path, Limit = 3 });
        using var stream = dataset.Open(new DataRequest { Batch = 10 });
        Assert.Equal(["train/0", "train/1", "train/2"], stream.Next()!.Ids!);
        var mistake = Assert.Throws<InvalidDataException>(() => new MnistDataset(new MnistOptions { Folder = folder.Path, Limit = 6 }));
        Assert.Contains("'limit' asks for 6", mistake.Message);
    }

    [Fact]
    public void Threads_that_read_ahead_change_nothing_and_mirrored_digits_are_digits_mirrored()
    {
        Idx.WriteDigits(folder.Path, 40);
        var request = new DataRequest { Batch = 40, Seed = 2 };
        var stored = First(new MnistOptions(), request);
        var mirrored = First(new MnistOptions { XFlip = true }, request);
        var readAhead = First(new MnistOptions { XFlip = true, Workers = 2 }, request);
        Assert.Equal(mirrored.Ids!, readAhead.Ids!);
        Assert.True(mirrored.Images!.Is(readAhead.Images!));

        var isStored = mirrored.Images!.eq(stored.Images!).flatten(1).all(1);
        var isMirrored = mirrored.Images!.eq(stored.Images!.flip(3)).flatten(1).all(1);
        Assert.True(isStored.logical_or(isMirrored).all().item<bool>());
        Assert.InRange(isStored.sum().item<long>(), 8, 32);
    }

    [Fact]
    public void Labels_may_be_left_out()
    {
        Idx.WriteDigits(folder.Path, 4);
        using var dataset = new MnistDataset(new MnistOptions { Folder = folder.Path, Labels = false });
        Assert.Empty(dataset.Offers);
        Assert.Null(dataset.Classes);
        Assert.Null(First(new MnistOptions { Labels = false }, new DataRequest { Batch = 4 }).Labels);
    }

    [Fact]
    public void The_bundled_digits_are_10_000_for_training_and_10_000_for_evaluation()
    {
        foreach (var split in (MnistSplit[])[MnistSplit.Train, MnistSplit.Test])
        {
            var dataset = new MnistDataset(new MnistOptions { Folder = Repository.Path("samples/digits", split.ToString().ToLowerInvariant()), Split = split });
            using var stream = dataset.Open(new DataRequest { Batch = 10_000 });
            var batch = stream.Next()!;
            Assert.Equal(10_000, batch.Count);
            Assert.Equal(1, batch.Images!.max().item<float>());
            Assert.Equal(-1, batch.Images.min().item<float>());
            Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(batch.Labels!.eq(digit).sum().item<long>(), 700, 1300));
        }
    }

    private DataBatch First(int size)
    {
        Idx.WriteDigits(folder.Path, 4);
        using var stream = Dataset(size).Open(new DataRequest { Batch = 4 });
        return stream.Next()!;
    }

    private DataBatch First(MnistOptions options, DataRequest request)
    {
        options.Folder = folder.Path;
        using var dataset = new MnistDataset(options);
        using var stream = dataset.Open(request);
        return stream.Next()!;
    }

    private MnistDataset Dataset(int size) => new(new MnistOptions { Folder = folder.Path, Size = size });

    private static double Pixel(DataBatch batch, int n, int row, int column) => batch.Images![n, 0, row, column].item<float>();
}
