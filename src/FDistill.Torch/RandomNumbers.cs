using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Torch;

/// <summary>Random numbers that are the same on every device: drawn on the CPU, then moved.</summary>
/// <remarks>TorchSharp has no generators on other devices: <c>new Generator(seed,
/// device)</c> makes one on the CPU whatever the device.</remarks>
public static class RandomNumbers
{
    extension(Generator generator)
    {
        /// <summary>Standard normal numbers.</summary>
        /// <param name="shape">Their shape.</param>
        /// <param name="device">Where they are wanted.</param>
        /// <param name="dtype">A float type.</param>
        /// <returns>The numbers, in the caller's dispose scope.</returns>
        public Tensor Normal(long[] shape, Device device, ScalarType dtype = ScalarType.Float32) =>
            Moved(randn(shape, dtype: dtype, device: CPU, generator: generator), device);

        /// <summary>Uniform numbers in [0, 1).</summary>
        /// <param name="shape">Their shape.</param>
        /// <param name="device">Where they are wanted.</param>
        /// <param name="dtype">A float type.</param>
        /// <returns>The numbers, in the caller's dispose scope.</returns>
        public Tensor Uniform(long[] shape, Device device, ScalarType dtype = ScalarType.Float32) =>
            Moved(rand(shape, dtype: dtype, device: CPU, generator: generator), device);

        /// <summary>Whole numbers 0 … <paramref name="limit"/> − 1, all equally likely.</summary>
        /// <param name="limit">How many there are.</param>
        /// <param name="shape">Their shape.</param>
        /// <param name="device">Where they are wanted.</param>
        /// <returns>The numbers, int64, in the caller's dispose scope.</returns>
        public Tensor Integers(long limit, long[] shape, Device device) =>
            Moved(randint(limit, shape, dtype: ScalarType.Int64, device: CPU, generator: generator), device);
    }

    private static Tensor Moved(Tensor numbers, Device device) => device.type == DeviceType.CPU ? numbers : numbers.to(device, disposeAfter: true);
}
