namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Values that no generator draws.
        public static partial class init
        {
            public static Tensor zeros_(Tensor tensor) => WithoutGradient(() => tensor.zero_());

            public static Tensor ones_(Tensor tensor) => WithoutGradient(() => tensor.fill_(1));

            public static Tensor constant_(Tensor tensor, Scalar val) => WithoutGradient(() => tensor.fill_(val));

            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.dim() != 2) throw new ArgumentException("eye_ takes a matrix.", nameof(tensor));
                using var _ = no_grad();
                using var identity = eye(tensor.shape[0], tensor.shape[1], tensor.dtype, tensor.device);
                return tensor.copy_(identity);
            }

            /// <summary>A convolution that passes on as many channels as it can.</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5) throw new ArgumentException("dirac_ takes the weight of a convolution.", nameof(tensor));
                using var _ = no_grad();
                tensor.zero_();
                for (var channel = 0L; channel < Math.Min(shape[0], shape[1]); channel++)
                {
                    using var scope = NewDisposeScope();
                    var entry = tensor.select(0, channel).select(0, channel);
                    foreach (var size in shape[2..]) entry = entry.select(0, size / 2);
                    entry.fill_(1);
                }
                return tensor;
            }
        }
    }
}
