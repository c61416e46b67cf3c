namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the dimensions after the first two, to a size or by a factor.</summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                var dimensions = (int)x.ndim - 2;
                if ((size is null) == (scale_factor is null)) throw new ArgumentException("Exactly one of size and scale_factor is to be given.");
                if (align_corners is not null && mode is InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area && align_corners == true)
                    throw new ArgumentException($"align_corners has no meaning for {mode}.");
                size = Repeated(size, dimensions);
                scale_factor = Repeated(scale_factor, dimensions);
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = [.. scale_factor.Select((factor, i) => (long)Math.Floor(x.size(i + 2) * factor))];
                    scale_factor = null;
                }
                var align = align_corners ?? false;
                return (mode, dimensions) switch
                {
                    (InterpolationMode.Nearest, 1) => Aten.upsample_nearest1d(x, size, scale_factor),
                    (InterpolationMode.Nearest, 2) => Aten.upsample_nearest2d(x, size, scale_factor),
                    (InterpolationMode.Nearest, 3) => Aten.upsample_nearest3d(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1) => Aten.upsample_nearest_exact1d(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 2) => Aten.upsample_nearest_exact2d(x, size, scale_factor),
                    (InterpolationMode.NearestExact, 3) => Aten.upsample_nearest_exact3d(x, size, scale_factor),
                    (InterpolationMode.Area, 1) => adaptive_avg_pool1d(x, size![0]),
                    (InterpolationMode.Area, 2) => adaptive_avg_pool2d(x, size!),
                    (InterpolationMode.Area, 3) => adaptive_avg_pool3d(x, size!),
                    (InterpolationMode.Linear, 1) => Aten.upsample_linear1d(x, size, align, scale_factor),
                    (InterpolationMode.Bilinear, 2) when antialias => Aten.upsample_bilinear2d_aa(x, size, align, scale_factor),
                    (InterpolationMode.Bilinear, 2) => Aten.upsample_bilinear2d(x, size, align, scale_factor),
                    (InterpolationMode.Bicubic, 2) when antialias => Aten.upsample_bicubic2d_aa(x, size, align, scale_factor),
                    (InterpolationMode.Bicubic, 2) => Aten.upsample_bicubic2d(x, size, align, scale_factor),
                    (InterpolationMode.Trilinear, 3) => Aten.upsample_trilinear3d(x, size, align, scale_factor),
                    _ => throw new ArgumentException($"{mode} does not fit a tensor of {x.ndim} dimensions."),
                };
            }

            public static Tensor upsample(
                Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor, UpsampleMode.Nearest, align_corners);

            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor, UpsampleMode.Bilinear, align_corners);

            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) =>
                Aten.affine_grid_generator(theta, size ?? throw new ArgumentNullException(nameof(size)), align_corners);

            /// <summary>Samples an image at the positions in a grid, which are between -1 and 1.</summary>
            public static Tensor grid_sample(
                Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear,
                GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null)
            {
                // libtorch counts both in another order.
                var modeNumber = mode == GridSampleMode.Nearest ? 1 : 0;
                var paddingNumber = padding_mode switch
                {
                    GridSamplePaddingMode.Border => 1,
                    GridSamplePaddingMode.Reflection => 2,
                    _ => 0,
                };
                return Aten.grid_sampler(input, grid, modeNumber, paddingNumber, align_corners ?? false);
            }

            private static T[]? Repeated<T>(T[]? items, int count) =>
                items is { Length: 1 } && count > 1 ? [.. Enumerable.Repeat(items[0], count)] : items;
        }
    }
}
