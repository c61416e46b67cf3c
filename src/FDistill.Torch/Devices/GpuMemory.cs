using System.Runtime.InteropServices;

namespace FDistill.Torch.Devices;

/// <summary>The memory of NVIDIA's GPUs, by their driver: TorchSharp does not say.</summary>
public static partial class GpuMemory
{
    private const string Driver = "libcuda.so.1";
    private const int Success = 0;

    /// <summary>How much a GPU has.</summary>
    /// <param name="number">Its number, from 0 on.</param>
    /// <returns>Bytes; null where there is no driver, or no such GPU.</returns>
    public static long? Total(int number)
    {
        try
        {
            return Init(0) == Success && DeviceGet(out var device, number) == Success && TotalMemory(out var bytes, device) == Success ? (long)bytes : null;
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport(Driver, EntryPoint = "cuInit")]
    private static partial int Init(uint flags);

    [LibraryImport(Driver, EntryPoint = "cuDeviceGet")]
    private static partial int DeviceGet(out int device, int ordinal);

    [LibraryImport(Driver, EntryPoint = "cuDeviceTotalMem_v2")]
    private static partial int TotalMemory(out nuint bytes, int device);
}
