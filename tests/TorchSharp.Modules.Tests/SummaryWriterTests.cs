using System.Text;
using TorchSharp.Modules.Tests.Support;
using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class SummaryWriterTests : IDisposable
{
    private const int SimpleValue = 2;
    private const int Image = 4;
    private const int Histogram = 5;
    private const int Tensor = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("summaries-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Scalars_are_on_disk_as_soon_as_they_are_written()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder.FullName);

        writer.add_scalar("loss", 0.5f, 1);
        writer.add_scalar("loss", 0.25f, 300);

        var values = EventFiles.Read(_folder.FullName);
        Assert.Equal([(1, "loss"), (300, "loss")], values.Select(value => ((int)value.Step, value.Tag)));
        Assert.Equal([0.5f, 0.25f], values.Select(value => (float)value.Fields[SimpleValue]));
    }

    [Fact]
    public void Several_curves_share_a_tag()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder.FullName);

        writer.add_scalars("rates", new Dictionary<string, float> { ["student"] = 1, ["fake"] = 2 }, 7);

        var values = EventFiles.Read(_folder.FullName);
        Assert.Equal([1f, 2f], values.Select(value => (float)value.Fields[SimpleValue]).Order());
        Assert.All(values, value => Assert.Equal(7, value.Step));
    }

    [Fact]
    public void A_text_is_a_tensor_of_strings()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder.FullName);

        writer.add_text("notes", "a *word*", 2);

        var (step, tag, fields) = Assert.Single(EventFiles.Read(_folder.FullName));
        Assert.Equal((2, "notes/text_summary"), (step, tag));
        Assert.Contains("a *word*", Encoding.UTF8.GetString((byte[])fields[Tensor]));
    }

    [Fact]
    public void An_image_is_a_png_of_its_size()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder.FullName);

        writer.add_img("sample", rand(3, 6, 5), 4);

        var (_, tag, fields) = Assert.Single(EventFiles.Read(_folder.FullName));
        var image = EventFiles.Fields((byte[])fields[Image]);
        var png = (byte[])image[4];
        Assert.Equal("sample", tag);
        Assert.Equal((6L, 5L), ((long)image[1], (long)image[2]));
        Assert.Equal("PNG", Encoding.ASCII.GetString(png, 1, 3));
    }

    [Fact]
    public void An_image_of_bytes_keeps_its_pixels()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder.FullName);
        var pixels = tensor(new byte[] { 0, 64, 128, 255 }).reshape(1, 2, 2);

        writer.add_img("sample", pixels, 4);

        var image = EventFiles.Fields((byte[])Assert.Single(EventFiles.Read(_folder.FullName)).Fields[Image]);
        Assert.Equal([0, 64, 128, 255], PngPixels.FirstChannel((byte[])image[4]));
    }

    [Fact]
    public void A_histogram_counts_its_values()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder.FullName);

        writer.add_histogram("weights", tensor(new float[] { -1, 0, 0, 3 }), 9);

        var (_, _, fields) = Assert.Single(EventFiles.Read(_folder.FullName));
        var histogram = EventFiles.Fields((byte[])fields[Histogram]);
        Assert.Equal([-1, 3, 4, 2, 10], new[] { 1, 2, 3, 4, 5 }.Select(field => (double)histogram[field]));
        Assert.Equal(4, Doubles((byte[])histogram[7]).Sum());
    }

    [Fact]
    public void A_run_can_be_given_a_folder_of_its_own()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder.FullName, createRunName: true);

        Assert.NotEqual(_folder.FullName, writer.LogDir);
        Assert.StartsWith(_folder.FullName, writer.LogDir);
    }

    private static double[] Doubles(byte[] packed) =>
        [.. packed.Chunk(8).Select(bytes => BitConverter.ToDouble(bytes))];
}
