using FDistill.Images;
using static TorchSharp.torch;

namespace FDistill.Formats.Images.Resizing;

/// <summary>Resizes as Pillow, PyTorch and TensorFlow 1 do.</summary>
public sealed class ImageResizer : IImageResizer
{
    /// <inheritdoc/>
    public Raster Resize(Raster image, int height, int width, ResizeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (width != image.Width) image = FixedPointPasses.Horizontal(image, width, filter);
        return height != image.Height ? FixedPointPasses.Vertical(image, height, filter) : image;
    }

    /// <inheritdoc/>
    public Tensor Resize(Tensor images, int height, int width, ResizeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var (rows, columns) = ((int)images.shape[2], (int)images.shape[3]);
        var resized = images;
        if (width != columns) resized = resized.to(ScalarType.Float64).matmul(Matrix(columns, width, filter, images.device).t()).to(ScalarType.Float32);
        if (height != rows) resized = Matrix(rows, height, filter, images.device).matmul(resized.to(ScalarType.Float64)).to(ScalarType.Float32);
        return (ReferenceEquals(resized, images) ? images.alias() : resized).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Interpolate(Tensor images, int height, int width, BilinearGrid grid)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (grid == BilinearGrid.PixelCentres)
            return nn.functional.interpolate(images, size: [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
        using var scope = NewDisposeScope();
        return AlongCorners(AlongCorners(images, dimension: 2, height), dimension: 3, width).MoveToOuterDisposeScope();
    }

    /// <summary>The weights of one axis as a matrix: [target, source] float64.</summary>
    private static Tensor Matrix(int source, int target, ResizeFilter filter, Device device)
    {
        var weights = FilterWeights.Of(source, target, filter);
        var matrix = new double[target * source];
        for (var n = 0; n < target; n++) weights.Values[n].CopyTo(matrix, n * source + weights.Starts[n]);
        return tensor(matrix, [target, source], dtype: ScalarType.Float64, device: device);
    }

    /// <summary>Pixel n of one dimension lies at source n · in /
    /// out; beyond the last source pixel that one goes on.</summary>
    private static Tensor AlongCorners(Tensor images, int dimension, int target)
    {
        var source = images.shape[dimension];
        var places = arange(target, dtype: ScalarType.Float32, device: images.device) * ((float)source / target);
        var lower = places.floor();
        var shape = Enumerable.Range(0, 4).Select(k => k == dimension ? -1L : 1L).ToArray();
        var fraction = (places - lower).reshape(shape);
        var first = lower.to(ScalarType.Int64);
        var (below, above) = (images.index_select(dimension, first), images.index_select(dimension, (first + 1).clamp(max: source - 1)));
        return below + (above - below) * fraction;
    }
}
