namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => First(adaptive_max_pool1d_with_indices(input, output_size));

            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => First(adaptive_max_pool2d_with_indices(input, output_size));

            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) => First(adaptive_max_pool3d_with_indices(input, output_size));

            public static Tensor lp_pool1d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false)
            {
                using var scope = NewDisposeScope();
                var mean = avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode);
                return PowerOf(mean, norm_type, kernel_size).MoveToOuterDisposeScope();
            }

            public static Tensor lp_pool2d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                lp_pool2d(input, norm_type, [kernel_size, kernel_size], stride is { } s ? [s, s] : null, ceil_mode);

            public static Tensor lp_pool2d(Tensor input, double norm_type, long[] kernel_size, long[]? stride = null, bool ceil_mode = false)
            {
                using var scope = NewDisposeScope();
                var mean = avg_pool2d(input.pow(norm_type), kernel_size, stride, [0], ceil_mode);
                return PowerOf(mean, norm_type, kernel_size[0] * kernel_size[^1]).MoveToOuterDisposeScope();
            }

            public static Tensor max_unpool1d(Tensor input, Tensor indices, long kernel_size, long? stride = null, long? padding = null, long[]? output_size = null)
            {
                var size = UnpooledSize(input, [kernel_size], Lists.Of(stride), Lists.Of(padding), output_size);
                using var scope = NewDisposeScope();
                return Aten.max_unpool2d(input.unsqueeze(-1), indices.unsqueeze(-1), [.. size, 1]).squeeze(-1).MoveToOuterDisposeScope();
            }

            public static Tensor max_unpool2d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Aten.max_unpool2d(input, indices, UnpooledSize(input, kernel_size, stride, padding, output_size));

            public static Tensor max_unpool3d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Aten.max_unpool3d(input, indices, UnpooledSize(input, kernel_size, stride, padding, output_size), stride ?? kernel_size, padding ?? [0, 0, 0]);

            // The mean over a window, of powers that may be negative for odd ones, is as in a norm.
            private static Tensor PowerOf(Tensor mean, double norm, long window) => (mean.sign() * mean.abs().relu()).mul(window).pow(1 / norm);

            private static long[] UnpooledSize(Tensor input, long[] kernel, long[]? stride, long[]? padding, long[]? given)
            {
                var count = kernel.Length;
                if (given is not null) return given[^count..];
                var size = input.shape[^count..];
                for (var i = 0; i < count; i++) size[i] = (size[i] - 1) * (stride ?? kernel)[i] + kernel[i] - 2 * (padding?[i] ?? 0);
                return size;
            }

            private static Tensor First((Tensor, Tensor) results)
            {
                results.Item2.Dispose();
                return results.Item1;
            }
        }
    }
}
