namespace TorchSharp;

public static partial class torch
{
    /// <summary>The GPUs that CUDA serves.</summary>
    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => is_available() && NativeMethods.fd_has_cudnn() != 0;

        public static int device_count() => NativeMethods.fd_device_count((int)DeviceType.CUDA);

        public static void manual_seed(long seed)
        {
            if (is_available()) Generator.Shared(CUDA).manual_seed(seed);
        }

        public static void manual_seed_all(long seed)
        {
            for (var index = 0; index < device_count(); index++) Generator.Shared(new Device(DeviceType.CUDA, index)).manual_seed(seed);
        }

        /// <summary>Waits until a device has done what it was given; without a device, the current one.</summary>
        public static void synchronize(Device? device = null) =>
            NativeError.Check(NativeMethods.fd_device_synchronize((int)DeviceType.CUDA, device?.index ?? -1));
    }
}
