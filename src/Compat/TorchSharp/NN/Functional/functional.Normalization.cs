namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Divides by the norm along a dimension.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var scope = NewDisposeScope();
                var norm = linalg.vector_norm(input, p, [dim], keepdim: true).clamp_min(eps);
                return (input / norm).MoveToOuterDisposeScope();
            }

            /// <summary>Divides by the squares' mean over neighbouring channels.</summary>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1)
            {
                using var scope = NewDisposeScope();
                var square = input.square().unsqueeze(1);
                long[] border = [.. new long[2 * (input.ndim - 2)], size / 2, (size - 1) / 2];
                var windows = pad(square, border).unfold(2, size, 1);
                var mean = windows.mean([-1]).squeeze(1);
                return (input / (mean * alpha + k).pow(beta)).MoveToOuterDisposeScope();
            }
        }
    }
}
