using FDistill.Datasets;
using FDistill.Plugins.Datasets.EdmZip;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.Images;

public sealed class ImageDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Pixels_run_from_minus_one_to_one_channels_first()
    {
        using var dataset = Dataset(new EdmZipOptions());
        var batch = First(dataset, new DataRequest { Batch = 3 });
        Assert.Equal([3, 3, 4, 4], batch.Images!.shape);
        Assert.Equal(ScalarType.Float32, batch.Images.dtype);
        var image = Pictures.Image(2);
        for (var channel = 0; channel < 3; channel++)
            Assert.Equal(image.Pixels[(1 * 4 + 3) * 3 + channel] / 127.5 - 1, batch.Images[2, channel, 1, 3].item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_change_nothing_of_what_a_stream_hands_out(int workers)
    {
        using var dataset = Dataset(new EdmZipOptions { Workers = workers, XFlip = true });
        using var plain = Dataset(new EdmZipOptions { Workers = 0, XFlip = true });
        var request = new DataRequest { Batch = 5, Seed = 3 };
        using var stream = dataset.Open(request);
        using var expected = plain.Open(request);
        for (var k = 0; k < 6; k++)
        {
            var (found, wanted) = (stream.Next()!, expected.Next()!);
            Assert.Equal(wanted.Ids!, found.Ids!);
            Assert.True(found.Images!.Is(wanted.Images!));
        }
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 18)]
    [InlineData(100, 10)]
    public void What_fits_into_the_cache_is_decoded_once_and_the_rest_in_every_epoch(int megabytes, int decoded)
    {
        // Each takes 384 KiB: two fit into a megabyte.
        var images = Enumerable.Range(0, 10).Select(n => ($"{n}.png", Pictures.Png(n, height: 512, width: 256))).ToArray();
        var path = Pictures.Zip(folder.File("large.zip"), images);
        var decoder = new CountingDecoder(Pictures.Decoder);
        using var dataset = new EdmZipDataset(new EdmZipOptions { Path = path, CacheMegabytes = megabytes, Workers = 0 }, decoder, Pictures.Resizer);
        var request = new DataRequest { Batch = 10 };
        var before = decoder.Decoded;
        var (once, again) = (First(dataset, request), First(dataset, request));
        Assert.True(once.Images!.Is(again.Images!));
        Assert.Equal(decoded, decoder.Decoded - before);
    }

    [Fact]
    public void A_mirrored_image_is_the_image_mirrored_and_half_of_them_are()
    {
        using var plain = Dataset(new EdmZipOptions());
        using var mirrored = Dataset(new EdmZipOptions { XFlip = true });
        var request = new DataRequest { Batch = 400, Seed = 1 };
        var (stored, drawn) = (First(plain, request), First(mirrored, request));
        var flips = Flips(stored, drawn);
        Assert.InRange(flips.Count(flip => flip), 140, 260); // 6 standard deviations of a fair coin
    }

    [Fact]
    public void Whether_an_image_is_mirrored_depends_on_seed_epoch_and_image_alone()
    {
        using var dataset = Dataset(new EdmZipOptions { XFlip = true });
        var request = new DataRequest { Batch = 16, Seed = 7 };
        var whole = First(dataset, request);
        var parts = Enumerable.Range(0, 2).Select(rank => First(dataset, request with { Batch = 8, Rank = rank, World = 2 })).ToArray();
        for (var n = 0; n < 16; n++)
        {
            var part = parts[n % 2];
            Assert.Equal(whole.Ids![n], part.Ids![n / 2]);
            Assert.True(whole.Images![n].Is(part.Images![n / 2]));
        }

        var later = First(dataset, request with { Batch = 4, Position = 9 });
        for (var n = 0; n < 4; n++) Assert.True(whole.Images![9 + n].Is(later.Images![n]));
    }

    [Fact]
    public void A_pass_without_a_seed_mirrors_nothing()
    {
        using var dataset = Dataset(new EdmZipOptions { XFlip = true });
        using var plain = Dataset(new EdmZipOptions());
        Assert.True(First(dataset, new DataRequest { Batch = 10 }).Images!.Is(First(plain, new DataRequest { Batch = 10 }).Images!));
    }

    [Fact]
    public void Labels_are_handed_out_unless_they_are_not_wanted()
    {
        using var dataset = Dataset(new EdmZipOptions());
        Assert.Equal(["label"], dataset.Offers);
        Assert.Equal(4, dataset.Classes);
        Assert.Equal([0, 1, 2, 3, 0], First(dataset, new DataRequest { Batch = 5 }).Labels!.data<long>().ToArray());

        using var unlabelled = Dataset(new EdmZipOptions { Labels = false });
        Assert.Empty(unlabelled.Offers);
        Assert.Null(unlabelled.Classes);
        Assert.Null(First(unlabelled, new DataRequest { Batch = 5 }).Labels);
    }

    [Fact]
    public void An_image_of_another_size_is_refused_with_the_way_out_and_a_size_takes_it()
    {
        var path = Pictures.Zip(folder.File("mixed.zip"), ("a.png", Pictures.Png(1)), ("b.png", Pictures.Png(2, height: 6, width: 5)), ("c.png", Pictures.Png(3, channels: 1)));
        using var dataset = new EdmZipDataset(new EdmZipOptions { Path = path }, Pictures.Decoder, Pictures.Resizer);
        using var stream = dataset.Open(new DataRequest { Batch = 1 });
        stream.Next();
        var mistake = Assert.Throws<InvalidDataException>(() => stream.Next());
        Assert.Equal($"'{path}', 'b.png' is 3x6x5, but the first image, 'a.png', 3x4x4 (channels x height x width): give 'size'.", mistake.Message);

        using var fitted = new EdmZipDataset(new EdmZipOptions { Path = path, Size = 4, Channels = 1 }, Pictures.Decoder, Pictures.Resizer);
        Assert.Equal([3, 1, 4, 4], First(fitted, new DataRequest { Batch = 9 }).Images!.shape);
    }

    [Fact]
    public void A_limit_takes_the_first_images_and_not_more_than_there_are()
    {
        using var dataset = Dataset(new EdmZipOptions { Limit = 3 });
        Assert.Equal(3, dataset.Count);
        Assert.Equal(3, First(dataset, new DataRequest { Batch = 10 }).Count);
        Assert.Contains("'limit' asks for 11 images, but", Assert.Throws<InvalidDataException>(() => Dataset(new EdmZipOptions { Limit = 11 })).Message);
    }

    /// <summary>Ten images in four classes.</summary>
    private EdmZipDataset Dataset(EdmZipOptions options)
    {
        options.Path = folder.File("ten.zip");
        if (!File.Exists(options.Path))
        {
            var labels = string.Join(", ", Enumerable.Range(0, 10).Select(n => $"""["00000/img{n:d8}.png", {n % 4}]"""));
            Pictures.Zip(options.Path, [
                .. Enumerable.Range(0, 10).Select(n => ($"00000/img{n:d8}.png", Pictures.Png(n))),
                ("dataset.json", System.Text.Encoding.UTF8.GetBytes($$"""{"labels": [{{labels}}]}"""))]);
        }

        return new EdmZipDataset(options, Pictures.Decoder, Pictures.Resizer);
    }

    private static DataBatch First(EdmZipDataset dataset, DataRequest request)
    {
        using var stream = dataset.Open(request);
        return stream.Next()!;
    }

    private static List<bool> Flips(DataBatch stored, DataBatch drawn)
    {
        var flips = new List<bool>();
        for (var n = 0; n < stored.Count; n++)
        {
            var isStored = drawn.Images![n].Is(stored.Images![n]);
            Assert.True(isStored || drawn.Images[n].flip(2).Is(stored.Images[n]));
            flips.Add(!isStored);
        }

        return flips;
    }
}
