using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Reports.Tests;

public sealed class SampleGridTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Samples_lie_in_rows_with_padding_between()
    {
        var images = tensor((float[])[-1f, 0f, 1f], [3, 1, 1, 1], dtype: ScalarType.Float32, device: CPU);
        var grid = new SampleGrid(Columns: 2, Scale: 2, Padding: 1, Ground: 9).Draw(images);
        Assert.Equal((5, 5, 1), (grid.Width, grid.Height, grid.Channels));
        Assert.Equal(
        [
            0, 0, 9, 128, 128,
            0, 0, 9, 128, 128,
            9, 9, 9, 9, 9,
            255, 255, 9, 9, 9,
            255, 255, 9, 9, 9,
        ], grid.Pixels);
    }

    [Fact]
    public void Rows_and_columns_of_pixels_keep_their_places()
    {
        var images = tensor((float[])[-1f, -0.5f, 0.5f, 1f, 2f, -2f], [1, 1, 2, 3], dtype: ScalarType.Float32, device: CPU);
        var grid = new SampleGrid(Columns: 1).Draw(images);
        Assert.Equal((3, 2), (grid.Width, grid.Height));
        Assert.Equal([0, 64, 191, 255, 255, 0], grid.Pixels);
    }

    [Fact]
    public void Channels_come_last()
    {
        var images = tensor((float[])[-1f, -1f, 0f, 0f, 1f, 1f], [1, 3, 1, 2], dtype: ScalarType.Float32, device: CPU);
        Assert.Equal([0, 128, 255, 0, 128, 255], new SampleGrid(Columns: 1).Draw(images).Pixels);
    }
}
