namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor real => torch.real(this);

        public Tensor imag => torch.imag(this);

        /// <summary>All dimensions in reverse.</summary>
        public Tensor T => Aten.numpy_T(this);

        /// <summary>The conjugate transpose of a matrix.</summary>
        public Tensor H => Aten.matrix_H(this);

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => Aten.mT(this);

        public Tensor mH => Aten.mH(this);

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
