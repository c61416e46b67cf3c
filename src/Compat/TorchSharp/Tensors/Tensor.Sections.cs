namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor real => torch.real(this);

        public Tensor imag => torch.imag(this);

        public Tensor T => t();

        public Tensor H => adjoint();

        /// <summary>Where a tensor says to split another one.</summary>
        private static long[] ToSections(Tensor indices)
        {
            using var local = indices.cpu();
            using var accessor = local.data<long>();
            return accessor.ToArray();
        }

        private static (Tensor, Tensor) As((Tensor, Tensor) results, ScalarType? type) => (As(results.Item1, type), As(results.Item2, type));
    }
}
