namespace TorchSharp;

public static partial class torch
{
    /// <summary>How exact, and by which kernels, a device computes.</summary>
    public static partial class backends
    {
        public static partial class cuda
        {
            public static bool flash_sdp_enabled() => NativeMethods.fd_flash_sdp() != 0;

            public static void enable_flash_sdp(bool enable) => NativeMethods.fd_set_flash_sdp(enable ? 1 : 0);

            public static bool math_sdp_enabled() => NativeMethods.fd_math_sdp() != 0;

            public static void enable_math_sdp(bool enable) => NativeMethods.fd_set_math_sdp(enable ? 1 : 0);

            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => NativeMethods.fd_allow_tf32_matmul() != 0;
                    set => NativeMethods.fd_set_allow_tf32_matmul(value ? 1 : 0);
                }

                public static bool allow_fp16_reduced_precision_reduction
                {
                    get => NativeMethods.fd_allow_fp16_reduction() != 0;
                    set => NativeMethods.fd_set_allow_fp16_reduction(value ? 1 : 0);
                }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => NativeMethods.fd_allow_tf32_cudnn() != 0;
                set => NativeMethods.fd_set_allow_tf32_cudnn(value ? 1 : 0);
            }
        }
    }
}
